package guichet.nfc.readers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints what was measured, so that a run says more than that the limit held. */
final class Figures {
    private Figures() {
    }

    static void print(String what, List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf("%s, card read after: median %.1f ms, worst %.1f ms of %d%n", what,
                sorted.get(sorted.size() / 2).toNanos() / 1e6, sorted.getLast().toNanos() / 1e6, sorted.size());
    }
}
