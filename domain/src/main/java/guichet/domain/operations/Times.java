package guichet.domain.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When an entry was made, told by every clock the desk has; the server derives the effective time from them.
 *
 * @param wall        the desk's wall clock
 * @param boot        changes each time the desk's process starts
 * @param monotonicMs milliseconds since then
 * @param server      the last time heard from the server, or null when it has never been heard
 */
public record Times(Instant wall, UUID boot, long monotonicMs, @Nullable Instant server) {
}
