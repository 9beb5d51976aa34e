package guichet.protocol.desk;

import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import org.jspecify.annotations.Nullable;

/**
 * One row of the feed: a row is now like this, or gone.
 *
 * @param version grows with every change of the row; the newer of two stands
 * @param row     all columns, or null when the row is gone
 */
public record Change(Key<?> key, long version, @Nullable Columns row) {
}
