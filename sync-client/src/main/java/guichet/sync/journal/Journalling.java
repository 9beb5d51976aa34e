package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Told;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.store.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal's writes, each one statement or two. */
final class Journalling {

    private Journalling() {
    }

    /** Appends the entry that follows and answers its position. */
    static long append(Transaction transaction, ChainRow row, EntryKind kind, OperationId id, OperationId operation, Bytes body,
            Bytes approval) throws SQLException {
        if (!row.open()) {
            throw new IllegalStateException("the server knows other entries of this chain; nothing may be appended to it");
        }
        PreparedStatement known = transaction.prepare("SELECT 1 FROM journal WHERE id = ?");
        known.setString(1, id.toString());
        try (ResultSet rows = known.executeQuery()) {
            if (rows.next()) {
                throw new IllegalArgumentException("the journal has an entry " + id + " already");
            }
        }
        return insert(transaction, Entry.after(row.head().chain(), row.head().sequence() + 1, row.head().hash(), kind, body,
                approval), id, operation);
    }

    static long insert(Transaction transaction, Entry entry, OperationId id, OperationId operation) throws SQLException {
        PreparedStatement insert = transaction.prepare("""
                INSERT INTO journal (incarnation, sequence, kind, id, operation_id, body, approval, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        insert.setString(1, entry.chain().incarnation().toString());
        insert.setLong(2, entry.sequence());
        insert.setString(3, entry.kind().spelling());
        insert.setString(4, id.toString());
        insert.setString(5, operation.toString());
        insert.setBytes(6, entry.bytes().array());
        insert.setBytes(7, entry.approval().array());
        insert.setBytes(8, entry.previous().array());
        insert.setBytes(9, entry.hash().array());
        insert.executeUpdate();
        try (ResultSet rows = transaction.prepare("SELECT last_insert_rowid()").executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void state(Transaction transaction, long position, @Nullable Bytes effects) throws SQLException {
        PreparedStatement insert = transaction.prepare("INSERT INTO journal_state (position, effects) VALUES (?, ?)");
        insert.setLong(1, position);
        if (effects == null) {
            insert.setNull(2, Types.BLOB);
        } else {
            insert.setBytes(2, effects.array());
        }
        insert.executeUpdate();
    }

    static void refersTo(Transaction transaction, long position, Iterable<String> digests) throws SQLException {
        for (String digest : digests) {
            PreparedStatement insert = transaction.prepare("INSERT INTO journal_side (position, digest) VALUES (?, ?)");
            insert.setLong(1, position);
            insert.setString(2, digest);
            insert.executeUpdate();
        }
    }

    static void keepSide(Transaction transaction, SideRecord side) throws SQLException {
        PreparedStatement insert = transaction.prepare("""
                INSERT INTO side (key, salt, content, version, generation) VALUES (?, ?, ?, 0, 0)
                ON CONFLICT (key) DO NOTHING""");
        insert.setString(1, side.digest());
        insert.setBytes(2, side.salt().array());
        insert.setBytes(3, side.content().array());
        insert.executeUpdate();
    }

    /** Marks an operation with what was told of it last; throws {@link IllegalArgumentException} when there is none. */
    static void tell(Transaction transaction, Told told) throws SQLException {
        PreparedStatement find = transaction.prepare("""
                SELECT position, verdict FROM journal JOIN journal_state USING (position)
                WHERE id = ? AND kind = 'operation' ORDER BY position DESC LIMIT 1""");
        find.setString(1, told.operation().toString());
        long position;
        boolean refused;
        try (ResultSet rows = find.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalArgumentException("the journal has no operation " + told.operation());
            }
            position = rows.getLong(1);
            byte[] verdict = rows.getBytes(2);
            refused = verdict != null && !(VerdictCodec.decode(Bytes.of(verdict)) instanceof Verdict.Applied);
        }
        PreparedStatement update = transaction.prepare("""
                UPDATE journal_state SET told = ?, told_allowance = ?, trouble = ? OR held IS NOT NULL OR reused
                WHERE position = ?""");
        update.setString(1, told.what().spelling());
        update.setString(2, told.allowance() == null ? null : told.allowance().toString());
        update.setInt(3, refused && told.what() == Told.What.DONE ? 1 : 0);
        update.setLong(4, position);
        update.executeUpdate();
    }

    static void withdrawn(Transaction transaction, OperationId target, OperationId by) throws SQLException {
        PreparedStatement update = transaction.prepare("""
                UPDATE journal_state SET withdrawn_by = ?1, trouble = 0
                WHERE position = (SELECT max(position) FROM journal WHERE id = ?2)""");
        update.setString(1, by.toString());
        update.setString(2, target.toString());
        update.executeUpdate();
    }

    static long lastPosition(Connection connection) throws SQLException {
        return number(connection, "SELECT coalesce(max(position), 0) FROM journal");
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static List<Unsettled.Laid> unsettled(Connection connection) throws SQLException {
        List<Unsettled.Laid> laid = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT position, id, effects, told FROM journal_state JOIN journal USING (position)
                WHERE settled = 0 AND effects IS NOT NULL ORDER BY position""");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String told = rows.getString(4);
                laid.add(new Unsettled.Laid(rows.getLong(1), OperationId.parse(rows.getString(2)),
                        VerdictCodec.decodeEffects(Bytes.of(rows.getBytes(3))), told == null ? null : Told.What.parse(told)));
            }
        }
        return laid;
    }
}
