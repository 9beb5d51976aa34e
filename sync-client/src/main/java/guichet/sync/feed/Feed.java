package guichet.sync.feed;

import guichet.domain.identity.OperationId;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import guichet.sync.journal.Journal;
import guichet.sync.store.FeedTable;
import guichet.sync.store.Store;
import guichet.sync.store.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies what the server tells; each page with its cursor and the verdicts in it in one transaction (G4). */
public final class Feed {
    private final Store store;
    private final Journal journal;
    private volatile Position position;

    /** Where the next snapshot page begins. */
    public record Wanted(Table<?> table, @Nullable String after) {
    }

    /**
     * @param next       where the feed goes on, or null before the first snapshot page
     * @param generation of the snapshot: rows of an older one that no page has brought again are gone
     */
    private record Position(@Nullable Cursor next, long generation, boolean loading, @Nullable Instant at) {
    }

    public Feed(Store store, Journal journal) {
        this.store = store;
        this.journal = journal;
        this.position = store.read(Feed::position);
    }

    /** The next page of a snapshot to ask for; empty when the snapshot is complete and the feed goes on. */
    public Optional<Wanted> snapshotWanted() {
        return store.read(Feed::wanted);
    }

    /** Where the feed goes on; empty before the first page of a snapshot. */
    public Optional<Cursor> cursor() {
        return Optional.ofNullable(position.next);
    }

    /** Applies the page that {@link #snapshotWanted} asked for. */
    public void apply(Wanted wanted, SnapshotPage page) {
        store.run(transaction -> {
            Position now = position(transaction.connection());
            Cursor first = now.next;
            if (first == null) {
                // The feed from here on completes the picture.
                first = page.position();
            } else if (!sameFeed(first, page.position())) {
                beginSnapshot(transaction);
                return;
            }
            FeedTable table = FeedTable.of(wanted.table());
            for (Change change : page.rows()) {
                Columns row = change.row();
                if (row != null) {
                    put(transaction, table, table.upsertSnapshot(), change, row, now.generation);
                }
            }
            if (page.nextKey() == null) {
                dropOlder(transaction, table, now.generation);
            }
            progress(transaction, table, page.nextKey());
            // Rows of an earlier snapshot are as old as they are until the new one is complete.
            Instant at = now.generation > 1 && now.at != null ? now.at : page.at();
            move(transaction, new Position(first, now.generation, true, at));
        });
    }

    /** Applies a page of the feed; one that says resync begins a new snapshot. The journal is never touched by it. */
    public void apply(ChangesPage page) {
        store.run(transaction -> {
            if (page.resync()) {
                beginSnapshot(transaction);
                return;
            }
            Position now = position(transaction.connection());
            for (Change change : page.changes()) {
                apply(transaction, change, now.generation);
            }
            boolean loading = now.loading && (page.more() || wanted(transaction.connection()).isPresent());
            move(transaction, new Position(page.next(), now.generation, loading, page.at()));
        });
    }

    /** Applies one row outside the feed, such as an allowance just granted. The newer version stands, whichever way it came. */
    public void apply(Change row) {
        store.run(transaction -> {
            apply(transaction, row, position(transaction.connection()).generation);
        });
    }

    /** Whether rows may still be missing: a snapshot, or the feed up to where it ended, is not complete. */
    public boolean loading() {
        return position.loading;
    }

    /** The server's clock at the last page, or null before the first. */
    public @Nullable Instant asOf() {
        return position.at;
    }

    private void apply(Transaction transaction, Change change, long generation) throws SQLException {
        Columns row = change.row();
        if (change.key().table().equals(FeedTables.VERDICT)) {
            if (row != null) {
                journal.settle(transaction, OperationId.parse(change.key().id()), Bytes.utf8(row.require(FeedTables.BODY)));
            }
            return;
        }
        FeedTable table = FeedTable.of(change.key().table());
        if (row != null) {
            put(transaction, table, table.upsertNewer(), change, row, generation);
        } else {
            PreparedStatement delete = transaction
                    .prepare("DELETE FROM " + table.quoted() + " WHERE key = ? AND version <= ?");
            delete.setString(1, change.key().id());
            delete.setLong(2, change.version());
            delete.executeUpdate();
        }
    }

    private static void put(Transaction transaction, FeedTable table, String sql, Change change, Columns row, long generation)
            throws SQLException {
        PreparedStatement upsert = transaction.prepare(sql);
        table.bind(upsert, change.key().id(), change.version(), generation, row);
        upsert.executeUpdate();
    }

    /** Rows stay where they are, and are said to be incomplete, until the new snapshot has replaced them. */
    private void beginSnapshot(Transaction transaction) throws SQLException {
        transaction.prepare("UPDATE feed_table SET after_key = NULL, done = 0").executeUpdate();
        Position now = position(transaction.connection());
        move(transaction, new Position(null, now.generation + 1, true, now.at));
    }

    /** What this desk alone has written (version 0) is not the server's to drop. */
    private static void dropOlder(Transaction transaction, FeedTable table, long generation) throws SQLException {
        PreparedStatement delete = transaction
                .prepare("DELETE FROM " + table.quoted() + " WHERE generation < ? AND version > 0");
        delete.setLong(1, generation);
        delete.executeUpdate();
    }

    private static void progress(Transaction transaction, FeedTable table, @Nullable String after) throws SQLException {
        PreparedStatement update = transaction.prepare("UPDATE feed_table SET after_key = ?, done = ? WHERE name = ?");
        update.setString(1, after);
        update.setInt(2, after == null ? 1 : 0);
        update.setString(3, table.name());
        update.executeUpdate();
    }

    private void move(Transaction transaction, Position to) throws SQLException {
        PreparedStatement update = transaction
                .prepare("UPDATE cursor SET next = ?, generation = ?, loading = ?, at = ? WHERE only = 1");
        update.setString(1, to.next == null ? null : to.next.toString());
        update.setLong(2, to.generation);
        update.setInt(3, to.loading ? 1 : 0);
        update.setString(4, to.at == null ? null : to.at.toString());
        update.executeUpdate();
        transaction.afterCommit(() -> position = to);
    }

    private static boolean sameFeed(Cursor a, Cursor b) {
        return a.epoch().equals(b.epoch()) && a.scopeVersion() == b.scopeVersion();
    }

    private static Position position(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT next, generation, loading, at FROM cursor");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            String next = rows.getString(1);
            String at = rows.getString(4);
            return new Position(next == null ? null : Cursor.parse(next), rows.getLong(2), rows.getInt(3) != 0,
                    at == null ? null : Instant.parse(at));
        }
    }

    private static Optional<Wanted> wanted(Connection connection) throws SQLException {
        for (FeedTable table : FeedTable.ALL) {
            try (PreparedStatement select = connection
                    .prepareStatement("SELECT after_key, done FROM feed_table WHERE name = ?")) {
                select.setString(1, table.name());
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next() && rows.getInt(2) == 0) {
                        return Optional.of(new Wanted(table.table(), rows.getString(1)));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
