package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.operations.Operation;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.Read;
import guichet.domain.rules.View;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.store.FeedTable;
import guichet.sync.store.Sqlite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the feed has brought, and what the journal knows of its own operations: one snapshot of the store, nothing laid over it. */
final class StoredRows implements View {

    /** What is known of the feed as a whole. */
    private record Known(@Nullable Instant asOf, boolean loading) {
    }

    private final Connection connection;
    private final Instant at;
    private final Standing standing;

    StoredRows(Connection connection, Instant at, Standing standing) {
        this.connection = connection;
        this.at = at;
        this.standing = standing;
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public Read<Columns> row(Key<?> key) {
        try {
            FeedTable table = FeedTable.of(key.table());
            try (PreparedStatement select = connection.prepareStatement(table.selectOne())) {
                select.setString(1, key.id());
                try (ResultSet rows = select.executeQuery()) {
                    Known known = known();
                    if (rows.next()) {
                        return new Read.Known<>(table.row(rows), rows.getLong("version"),
                                known.asOf == null ? Instant.EPOCH : known.asOf);
                    }
                    return known.loading || known.asOf == null ? new Read.NotKnownHere<>() : new Read.Absent<>(known.asOf);
                }
            }
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    @Override
    public Read<Money> balance(Account account, Currency currency) {
        return row(FeedTables.BALANCE.key(account + "|" + currency.getCurrencyCode()))
                .map(row -> new Money(row.require(FeedTables.MINOR), currency));
    }

    @Override
    public Read<Outcome> outcome(OperationId operation) {
        String sql = """
                SELECT body, verdict, withdrawn_by FROM journal JOIN journal_state USING (position)
                WHERE id = ? AND kind = 'operation' ORDER BY position DESC LIMIT 1""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, operation.toString());
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    // Another desk's, or the server's own: this desk cannot say that there is none.
                    return new Read.NotKnownHere<>();
                }
                Operation known = OperationCodec.decode(Bytes.of(rows.getBytes(1)));
                byte[] verdict = rows.getBytes(2);
                String withdrawnBy = rows.getString(3);
                return new Read.Known<>(new Outcome(known, verdict == null ? null : VerdictCodec.decode(Bytes.of(verdict)),
                        withdrawnBy == null ? null : OperationId.parse(withdrawnBy)), 0, at);
            }
        } catch (UnknownVersion e) {
            return new Read.NotKnownHere<>();
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    static List<String> keys(Connection connection, Table<?> of, Column<?> column, @Nullable Object value) throws SQLException {
        FeedTable table = FeedTable.of(of);
        List<String> keys = new ArrayList<>();
        try (PreparedStatement select = connection
                .prepareStatement("SELECT key FROM " + table.quoted() + " WHERE \"" + column.name() + "\" IS ?")) {
            table.bind(select, 1, column, value);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
        }
        return keys;
    }

    /** Which of these operations' verdict rows have not arrived in this snapshot. */
    static Set<Long> unsettled(Connection connection, List<Long> of) throws SQLException {
        Set<Long> positions = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT position FROM journal_state
                WHERE settled = 0 AND position IN (SELECT value FROM json_each(?))""")) {
            select.setString(1, of.toString());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
            }
        }
        return positions;
    }

    private Known known() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT at, loading FROM cursor");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            String at = rows.getString(1);
            return new Known(at == null ? null : Instant.parse(at), rows.getInt(2) != 0);
        }
    }
}
