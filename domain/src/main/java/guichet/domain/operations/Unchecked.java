package guichet.domain.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a decision took from what the desk remembers instead of asking.
 *
 * @param what the table it was read from, or {@code balance}
 * @param asOf how old the data is: when it was last known to be true, or null when never
 */
public record Unchecked(String what, @Nullable Instant asOf) {
}
