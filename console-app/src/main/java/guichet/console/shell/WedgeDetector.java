package guichet.console.shell;

import java.time.Duration;
import java.util.Optional;

/**
 * Tells a keyboard-wedge scanner from fingers: characters less than 35 ms apart, at least six of them, ended by Enter or by silence. Pure
 * state; the caller gives times.
 */
public final class WedgeDetector {
    /** Longest gap between two characters of a scan. */
    public static final Duration GAP = Duration.ofMillis(35);
    /** Silence after which a scan without Enter is over. */
    public static final Duration SILENCE = Duration.ofMillis(90);
    /** Fewest characters of a scan. */
    public static final int SHORTEST = 6;

    private final StringBuilder burst = new StringBuilder();
    private long last;

    /**
     * A character came.
     *
     * @param nanos time from any fixed start
     * @return true when it continues a burst, false when it starts anew
     */
    public boolean character(char character, long nanos) {
        boolean continues = !burst.isEmpty() && nanos - last <= GAP.toNanos();
        if (!continues) {
            burst.setLength(0);
        }
        burst.append(character);
        last = nanos;
        return continues;
    }

    /** Enter came: the scan, when the burst before it was one. */
    public Optional<String> enter(long nanos) {
        if (nanos - last <= SILENCE.toNanos()) {
            return take();
        }
        forget();
        return Optional.empty();
    }

    /** What has come so far in this burst. */
    public String pending() {
        return burst.toString();
    }

    private Optional<String> take() {
        String text = burst.toString();
        burst.setLength(0);
        return text.length() >= SHORTEST ? Optional.of(text) : Optional.empty();
    }

    /** Drops what has come so far. */
    public void forget() {
        burst.setLength(0);
    }
}
