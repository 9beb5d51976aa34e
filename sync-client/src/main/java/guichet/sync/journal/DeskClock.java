package guichet.sync.journal;

import guichet.domain.operations.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Every clock the desk has. Instants are cut to microseconds, as rows and entries hold them. Thread-safe. */
public final class DeskClock implements InstantSource {
    private final InstantSource wall;
    private final LongSupplier nanos;
    private final UUID boot;
    private final long start;
    private final AtomicReference<@Nullable Heard> server = new AtomicReference<>();

    /** A time of the server, and when it was heard on the monotonic clock. */
    private record Heard(Instant at, long nanos) {
    }

    /**
     * @param wall  the wall clock
     * @param nanos a monotonic clock in nanoseconds, such as {@code System::nanoTime}
     * @param boot  a new id for this start of the process
     */
    public DeskClock(InstantSource wall, LongSupplier nanos, UUID boot) {
        this.wall = wall;
        this.nanos = nanos;
        this.boot = boot;
        this.start = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What an entry made now carries. */
    public Times times() {
        return new Times(instant(), boot, (nanos.getAsLong() - start) / 1_000_000, server());
    }

    /** The server's clock as it was just heard; an earlier one than before is not kept. */
    public void heard(Instant at) {
        server.accumulateAndGet(new Heard(at, nanos.getAsLong()),
                (before, now) -> before == null || (now != null && now.at.isAfter(before.at)) ? now : before);
    }

    /** The last time heard from the server, or null. */
    public @Nullable Instant server() {
        Heard heard = server.get();
        return heard == null ? null : heard.at;
    }

    /**
     * The time by which the desk judges: its wall clock, but never before the last time heard from the server and what has passed
     * since. The server counts an entry as made by the same rule, so a wall clock that is slow makes no allowance "not valid yet".
     */
    public Instant judging() {
        Instant now = instant();
        Heard heard = server.get();
        if (heard == null) {
            return now;
        }
        Instant least = heard.at.plusNanos(nanos.getAsLong() - heard.nanos).truncatedTo(ChronoUnit.MICROS);
        return now.isBefore(least) ? least : now;
    }
}
