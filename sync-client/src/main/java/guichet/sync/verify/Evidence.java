package guichet.sync.verify;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperatorId;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.chain.Signatures;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a store holds that speaks for its journal. */
final class Evidence {

    /** Whoever is shown it: first what is known of keys and heads, then the entries of each chain, then the side records. */
    interface Reader {
        void serverKey(PublicKey key, Optional<String> expected);

        void approver(OperatorId operator, PublicKey key);

        /** A chain that was left after a fork: its entries live on in the next. */
        void left(Chain which);

        void head(Head.Countersigned signed);

        /** @param id what the store calls it */
        void entry(Entry entry, String id);

        /** @param side null when it was erased */
        void side(String digest, @Nullable SideRecord side);

        /** What the server has said to an entry. It proves nothing: the journal stands without it. */
        default void verdict(String id, Bytes body) {
        }
    }

    /** What is done with one row. */
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private Evidence() {
    }

    static void read(Connection connection, Reader reader, Optional<String> fingerprint) throws SQLException {
        each(connection, "SELECT value FROM setting WHERE name = 'desk.server-key'",
                row -> reader.serverKey(Signatures.publicKey(Bytes.base64(row.getString(1))), fingerprint));
        each(connection, "SELECT operator, approval_key FROM sign_in",
                row -> reader.approver(OperatorId.parse(row.getString(1)), Signatures.publicKey(bytes(row, 2))));
        each(connection, "SELECT incarnation, desk FROM chain WHERE state = 'left'", row -> reader.left(chain(row)));
        each(connection, """
                SELECT incarnation, desk, sequence, hash, at, signature FROM head JOIN chain USING (incarnation)
                ORDER BY incarnation, sequence""", row -> reader.head(new Head.Countersigned(
                new Head(chain(row), row.getLong(3), bytes(row, 4)), Instant.parse(row.getString(5)), bytes(row, 6))));
        // Chains in the order in which they were begun.
        each(connection, """
                SELECT incarnation, desk, sequence, kind, body, approval, previous, hash, id FROM journal
                JOIN chain USING (incarnation)
                JOIN (SELECT incarnation, min(position) AS begun FROM journal GROUP BY incarnation) USING (incarnation)
                ORDER BY begun, sequence""", row -> reader.entry(entry(row), row.getString(9)));
        each(connection, "SELECT key, salt, content FROM side WHERE key IN (SELECT digest FROM journal_side)",
                row -> reader.side(row.getString(1), side(row)));
        each(connection, """
                SELECT id, verdict FROM journal JOIN journal_state USING (position) WHERE verdict IS NOT NULL
                ORDER BY position""", row -> reader.verdict(row.getString(1), bytes(row, 2)));
    }

    private static void each(Connection connection, String sql, Row action) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                action.take(rows);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new SQLException("a value cannot be read: " + e.getMessage(), e);
        }
    }

    private static Chain chain(ResultSet row) throws SQLException {
        return new Chain(DeskId.parse(row.getString(2)), UUID.fromString(row.getString(1)));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(chain(row), row.getLong(3), EntryKind.parse(row.getString(4)), bytes(row, 5), bytes(row, 6),
                bytes(row, 7), bytes(row, 8));
    }

    private static @Nullable SideRecord side(ResultSet row) throws SQLException {
        return row.getBytes(3) == null ? null : new SideRecord(bytes(row, 2), bytes(row, 3));
    }

    private static Bytes bytes(ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? Bytes.none() : Bytes.of(value);
    }
}
