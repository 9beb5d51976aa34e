package guichet.server.feed;

import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.protocol.desk.Change;
import guichet.protocol.operations.RowCodec;
import guichet.server.database.DatabaseException;
import guichet.server.database.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a transaction leaves what it changed, to be numbered after its commit. */
public final class Outbox {

    /** A change and who sees it. */
    public record Row(String scope, Change change) {
    }

    private final Publisher publisher;

    public Outbox(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Writes the changes of this transaction, all at once and last, so that they stay together and in order. */
    public void write(Tx tx, UUID tenant, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Long txn = tx.fetchSingle("select nextval('feed_txn')").get(0, Long.class);
        try (PreparedStatement statement = tx.connection().prepareStatement(
                "insert into feed_outbox (txn, tenant_id, scope, tbl, key, version, body) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                statement.setLong(1, txn);
                statement.setObject(2, tenant);
                statement.setString(3, row.scope());
                statement.setString(4, row.change().key().table().name());
                statement.setString(5, row.change().key().id());
                statement.setLong(6, row.change().version());
                statement.setString(7, body(row.change()));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseException("DATABASE_FAILED", "Could not write the feed: " + e.getMessage(), e);
        }
        tx.afterCommit(publisher::wake);
    }

    /** The whole row: a column that nothing was said of is null, as it is in the table. */
    private static @Nullable String body(Change change) {
        Columns row = change.row();
        if (row == null) {
            return null;
        }
        Map<Column<?>, @Nullable Object> whole = new LinkedHashMap<>();
        change.key().table().columns().forEach(column -> whole.put(column, row.get(column)));
        return RowCodec.encode(Columns.of(whole)).utf8();
    }
}
