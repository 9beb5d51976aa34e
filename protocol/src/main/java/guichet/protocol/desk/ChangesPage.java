package guichet.protocol.desk;

import java.time.Instant;
import java.util.List;

/**
 * A page of the feed. It ends where a transaction ends; a desk applies it, its verdicts and the cursor in one transaction (G4).
 *
 * @param next    where the next page begins
 * @param more    whether there is one already
 * @param resync  the cursor was of another epoch or scope, or too old: take a new snapshot; then changes is empty
 * @param at      the server's clock
 */
public record ChangesPage(Cursor next, boolean more, boolean resync, Instant at, List<Change> changes) {
}
