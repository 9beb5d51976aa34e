package guichet.domain.trespass;

import java.time.Instant;
import java.util.function.Supplier;

/** Asks the machine for the time, by a method reference. */
public final class ReadsTheClock {

    private ReadsTheClock() {
    }

    /** The clock of the machine. */
    public static Supplier<Instant> clock() {
        return Instant::now;
    }
}
