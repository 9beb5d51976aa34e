package guichet.protocol.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of one table, by key.
 *
 * @param position the feed's position before the page was read: the feed from the first page's position on completes the picture
 * @param nextKey  the key after which the next page begins, or null when the table is done
 */
public record SnapshotPage(Cursor position, Instant at, List<Change> rows, @Nullable String nextKey) {
}
