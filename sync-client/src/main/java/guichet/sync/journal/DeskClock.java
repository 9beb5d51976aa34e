package guichet.sync.journal;

import guichet.domain.operations.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Every clock the desk has. Thread-safe. */
public final class DeskClock implements InstantSource {

    /**
     * @param wall  the wall clock
     * @param nanos a monotonic clock in nanoseconds, such as {@code System::nanoTime}
     * @param boot  a new id for this start of the process
     */
    public DeskClock(InstantSource wall, LongSupplier nanos, UUID boot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
        throw new UnsupportedOperationException();
    }

    /** What an entry made now carries. */
    public Times times() {
        throw new UnsupportedOperationException();
    }

    /** The server's clock as it was just heard; an earlier one than before is not kept. */
    public void heard(Instant server) {
        throw new UnsupportedOperationException();
    }

    /** The last time heard from the server, or null. */
    public @Nullable Instant server() {
        throw new UnsupportedOperationException();
    }
}
