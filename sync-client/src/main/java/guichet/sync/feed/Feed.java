package guichet.sync.feed;

import guichet.domain.state.Table;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.SnapshotPage;
import guichet.sync.journal.Journal;
import guichet.sync.store.Store;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies what the server tells; each page with its cursor and the verdicts in it in one transaction (G4). */
public final class Feed {

    /** Where the next snapshot page begins. */
    public record Wanted(Table<?> table, @Nullable String after) {
    }

    public Feed(Store store, Journal journal) {
        throw new UnsupportedOperationException();
    }

    /** The next page of a snapshot to ask for; empty when the snapshot is complete and the feed goes on. */
    public Optional<Wanted> snapshotWanted() {
        throw new UnsupportedOperationException();
    }

    /** Where the feed goes on; empty before the first snapshot. */
    public Optional<Cursor> cursor() {
        throw new UnsupportedOperationException();
    }

    /** Applies the page that {@link #snapshotWanted} asked for. */
    public void apply(Wanted wanted, SnapshotPage page) {
        throw new UnsupportedOperationException();
    }

    /** Applies a page of the feed; one that says resync begins a new snapshot. The journal is never touched by it. */
    public void apply(ChangesPage page) {
        throw new UnsupportedOperationException();
    }

    /** Applies one row outside the feed, such as an allowance just granted. The newer version stands, whichever way it came. */
    public void apply(Change row, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** Whether rows may still be missing: a snapshot, or the feed up to where it ended, is not complete. */
    public boolean loading() {
        throw new UnsupportedOperationException();
    }

    /** The server's clock at the last page, or null before the first. */
    public @Nullable Instant asOf() {
        throw new UnsupportedOperationException();
    }
}
