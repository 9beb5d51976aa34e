package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Times;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.store.Store;
import guichet.sync.store.Transaction;
import java.security.PrivateKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The journal as the server gets it: what to send next, and what came of it. Used by one thread, that of the loop. */
public final class Outbox {
    private static final String SHUT_OUT = "desk.shut-out";

    private final Journal journal;
    private final Store store;
    private volatile @Nullable Made oldest;
    private volatile boolean shutOut;

    private record Made(Chain chain, long sequence, @Nullable Instant at) {
    }

    Outbox(Journal journal, Store store) {
        this.journal = journal;
        this.store = store;
        this.shutOut = store.setting(SHUT_OUT).isPresent();
    }

    /** Whether the server did not let this desk in when it was last asked. */
    public boolean shutOut() {
        return shutOut;
    }

    /** Remembers whether the server lets this desk in, also over a restart. */
    public void shutOut(boolean now) {
        if (now != shutOut) {
            shutOut = now;
            store.setting(SHUT_OUT, now ? "yes" : null);
        }
    }

    /** Whether there is anything that the server does not have. */
    public boolean hasMore() {
        ChainRow row = journal.row();
        return row.open() && row.head().sequence() > row.acknowledged();
    }

    /** The next entries that the server does not have, in sequence, signed once; empty when there are none. */
    public Optional<Batch> next(int most, PrivateKey deskKey) {
        ChainRow row = journal.row();
        if (!row.open()) {
            return Optional.empty();
        }
        return store.read(connection -> {
            List<Entry> entries = entries(connection, row.head().chain(), row.acknowledged(), most);
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            Entry last = entries.getLast();
            Bytes signature = new Head(last.chain(), last.sequence(), last.hash()).signBatch(deskKey);
            return Optional.of(new Batch(entries, sides(connection, row.head().chain(), row.acknowledged(), last.sequence()),
                    signature));
        });
    }

    /** On disk before the batch is on the wire: after a crash these are in doubt, not unsent. Answers how far it was before. */
    public long sending(Batch batch, Instant at) {
        long before = journal.row().sent();
        long last = batch.entries().getLast().sequence();
        if (last > before) {
            update("UPDATE chain SET sent = ?1, sent_at = ?2 WHERE incarnation = ?3", last, at);
        }
        return before;
    }

    /** The batch certainly did not leave: what was never sent before is unsent again. */
    public void notSent(long before) {
        if (journal.row().sent() != before) {
            update("UPDATE chain SET sent = ?1 WHERE incarnation = ?3", before, null);
        }
    }

    /** Whether an entry was ever put on the wire. */
    public boolean isSent(long sequence) {
        return sequence <= journal.row().sent();
    }

    /**
     * The server has the batch: its head, and the verdicts it gave. They are remembered, and change nothing that is shown: that
     * is for the verdict's row (G5).
     */
    public void received(BatchAnswer.Received received) {
        store.write(transaction -> {
            for (Answer answer : received.answers()) {
                keep(transaction, answer);
            }
            Head.Countersigned signed = received.head();
            PreparedStatement head = transaction.prepare("""
                    INSERT INTO head (incarnation, sequence, hash, at, signature) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""");
            head.setString(1, signed.head().chain().incarnation().toString());
            head.setLong(2, signed.head().sequence());
            head.setBytes(3, signed.head().hash().array());
            head.setString(4, signed.at().toString());
            head.setBytes(5, signed.signature().array());
            head.executeUpdate();
            PreparedStatement acknowledged = transaction
                    .prepare("UPDATE chain SET acknowledged = max(acknowledged, ?) WHERE incarnation = ?");
            acknowledged.setLong(1, signed.head().sequence());
            acknowledged.setString(2, signed.head().chain().incarnation().toString());
            acknowledged.executeUpdate();
            return journal.row(transaction);
        });
    }

    /** The server has less than it had: it was restored. Everything from there on is sent again. */
    public void gap(long expected) {
        update("UPDATE chain SET acknowledged = min(acknowledged, ?1 - 1), sent = max(sent, ?1 - 1) WHERE incarnation = ?3",
                expected, null);
    }

    /** The server knows other entries of this chain. Nothing is appended to it or sent from it any more. */
    public void forked() {
        update("UPDATE chain SET state = 'forked' WHERE incarnation = ?3", 0, null);
    }

    /**
     * Begins a new chain after a fork, and carries over what the server may lack: everything after the last countersigned entry.
     * An operation that it has after all is answered with the verdict it has (G2).
     */
    public Chain beginAnew(UUID incarnation) {
        Chain old = journal.chain();
        Chain chain = new Chain(old.desk(), incarnation);
        store.write(transaction -> {
            ChainRow left = ChainRow.read(transaction.connection(), old);
            if (left.open()) {
                throw new IllegalStateException("this chain is not forked");
            }
            update(transaction, "UPDATE chain SET state = 'left' WHERE incarnation = ?3", 0, null, old);
            PreparedStatement insert = transaction.prepare("INSERT INTO chain (incarnation, desk) VALUES (?, ?)");
            insert.setString(1, incarnation.toString());
            insert.setString(2, old.desk().toString());
            insert.executeUpdate();
            PreparedStatement setting = transaction.prepare("UPDATE setting SET value = ? WHERE name = 'desk.incarnation'");
            setting.setString(1, incarnation.toString());
            setting.executeUpdate();
            carryOver(transaction, old, chain, left.acknowledged());
            return journal.rowOf(transaction, chain);
        });
        journal.begunAnew();
        return chain;
    }

    /** When an entry was made, or null when it cannot be read. */
    @Nullable
    Instant madeAt(Chain chain, long sequence) {
        Made known = oldest;
        if (known == null || !known.chain.equals(chain) || known.sequence != sequence) {
            known = new Made(chain, sequence,
                    store.read(connection -> entries(connection, chain, sequence - 1, 1)).stream().findFirst()
                            .map(Outbox::madeAt).orElse(null));
            oldest = known;
        }
        return known.at;
    }

    private static @Nullable Instant madeAt(Entry entry) {
        try {
            Times times = entry.kind() == EntryKind.TOLD
                    ? ToldCodec.decode(entry.bytes()).times()
                    : OperationCodec.decode(entry.bytes()).header().times();
            return times.wall();
        } catch (UnknownVersion e) {
            return null;
        }
    }

    private static void keep(Transaction transaction, Answer answer) throws SQLException {
        switch (answer) {
            case Answer.Judged(OperationId id, Bytes body) -> {
                boolean applied = VerdictCodec.decode(body) instanceof Verdict.Applied;
                PreparedStatement update = transaction.prepare("""
                        UPDATE journal_state SET verdict = ?1, held = NULL, trouble = told IS 'done' AND ?2
                        WHERE position = (SELECT max(position) FROM journal WHERE id = ?3) AND settled = 0""");
                update.setBytes(1, body.array());
                update.setInt(2, applied ? 0 : 1);
                update.setString(3, id.toString());
                update.executeUpdate();
            }
            case Answer.Held(OperationId id, String why) -> {
                PreparedStatement update = transaction.prepare("""
                        UPDATE journal_state SET held = ?1, trouble = 1
                        WHERE position = (SELECT max(position) FROM journal WHERE id = ?2) AND settled = 0""");
                update.setString(1, why);
                update.setString(2, id.toString());
                update.executeUpdate();
            }
            case Answer.Reused(OperationId id) -> {
                PreparedStatement update = transaction.prepare("""
                        UPDATE journal_state SET reused = 1, trouble = 1
                        WHERE position = (SELECT max(position) FROM journal WHERE id = ?)""");
                update.setString(1, id.toString());
                update.executeUpdate();
            }
        }
    }

    private static void carryOver(Transaction transaction, Chain old, Chain chain, long after) throws SQLException {
        Head head = new Head(chain, 0, Chain.GENESIS);
        try (PreparedStatement select = transaction.connection().prepareStatement("""
                SELECT position, id, operation_id, kind, body, approval FROM journal
                WHERE incarnation = ? AND sequence > ? ORDER BY sequence""")) {
            select.setString(1, old.incarnation().toString());
            select.setLong(2, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Entry entry = Entry.after(chain, head.sequence() + 1, head.hash(), EntryKind.parse(rows.getString(4)),
                            Bytes.of(rows.getBytes(5)), Bytes.of(rows.getBytes(6)));
                    long position = Journalling.insert(transaction, entry, OperationId.parse(rows.getString(2)),
                            OperationId.parse(rows.getString(3)));
                    moveState(transaction, rows.getLong(1), position);
                    head = new Head(chain, entry.sequence(), entry.hash());
                }
            }
        }
    }

    private static void moveState(Transaction transaction, long from, long to) throws SQLException {
        for (String sql : List.of(
                """
                        INSERT INTO journal_state (position, effects, told, told_allowance, verdict, withdrawn_by, settled)
                        SELECT ?2, effects, told, told_allowance, verdict, withdrawn_by, settled FROM journal_state WHERE position = ?1""",
                "UPDATE journal_state SET settled = 1, trouble = 0 WHERE position = ?1 AND ?2 > 0",
                "INSERT INTO journal_side (position, digest) SELECT ?2, digest FROM journal_side WHERE position = ?1")) {
            PreparedStatement statement = transaction.prepare(sql);
            statement.setLong(1, from);
            statement.setLong(2, to);
            statement.executeUpdate();
        }
    }

    private static List<Entry> entries(Connection connection, Chain chain, long after, int most) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT incarnation, ?1, sequence, kind, body, approval, previous, hash FROM journal
                WHERE incarnation = ?2 AND sequence > ?3 ORDER BY sequence LIMIT ?4""")) {
            select.setString(1, chain.desk().toString());
            select.setString(2, chain.incarnation().toString());
            select.setLong(3, after);
            select.setInt(4, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(Entries.entry(rows));
                }
            }
        }
        return entries;
    }

    /** Those the desk still holds; the server holds an operation back for one that is missing, and knows which were erased. */
    private static List<SideRecord> sides(Connection connection, Chain chain, long after, long through) throws SQLException {
        List<SideRecord> sides = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT DISTINCT s.key, s.salt, s.content FROM journal j JOIN journal_side USING (position)
                JOIN side s ON s.key = digest
                WHERE j.incarnation = ? AND j.sequence > ? AND j.sequence <= ? AND s.content IS NOT NULL""")) {
            select.setString(1, chain.incarnation().toString());
            select.setLong(2, after);
            select.setLong(3, through);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sides.add(new SideRecord(Bytes.of(rows.getBytes(2)), Bytes.of(rows.getBytes(3))));
                }
            }
        }
        return sides;
    }

    private void update(String sql, long number, @Nullable Instant at) {
        store.write(transaction -> {
            update(transaction, sql, number, at, journal.chain());
            return journal.row(transaction);
        });
    }

    private static void update(Transaction transaction, String sql, long number, @Nullable Instant at, Chain chain)
            throws SQLException {
        PreparedStatement update = transaction.prepare(sql);
        if (sql.contains("?1")) {
            update.setLong(1, number);
        }
        if (sql.contains("?2")) {
            update.setString(2, at == null ? null : at.toString());
        }
        update.setString(3, chain.incarnation().toString());
        update.executeUpdate();
    }
}
