package guichet.server.operations;

import guichet.domain.operations.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When an entry counts as made: the desk's wall clock, but never before the last time it had heard from the server, never before
 * its previous entry, and never after it was received. A wrong clock can so move an entry only within what is possible.
 */
final class EffectiveTime {

    private EffectiveTime() {
    }

    static Instant of(Submitted entry, Instant previous, Instant received) {
        Times times = entry.operation() != null
                ? entry.operation().header().times()
                : entry.told() != null ? entry.told().times() : null;
        Instant at = times == null ? received : times.wall();
        if (times != null && times.server() != null && at.isBefore(times.server())) {
            at = times.server();
        }
        if (at.isBefore(previous)) {
            at = previous;
        }
        return (at.isAfter(received) ? received : at).truncatedTo(ChronoUnit.MICROS);
    }
}
