package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Sides;
import guichet.domain.rules.Verdict;
import guichet.domain.rules.View;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.operations.ApprovalCodec;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.SideCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.store.Store;
import guichet.sync.store.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The desk's journal. Entries are hash-chained and never change; nothing returns before its entry is on disk (G1). Thread-safe.
 */
public final class Journal {
    private final Store store;
    private final Unsettled unsettled = new Unsettled();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long lastOfEarlierRuns;
    private final Outbox outbox;
    private volatile ChainRow row;

    /** Opens the journal of a store; the chain is the one the desk writes now. */
    public Journal(Store store, Chain chain) {
        this.store = store;
        this.row = store.write(transaction -> {
            PreparedStatement insert = transaction
                    .prepare("INSERT INTO chain (incarnation, desk) VALUES (?, ?) ON CONFLICT (incarnation) DO NOTHING");
            insert.setString(1, chain.incarnation().toString());
            insert.setString(2, chain.desk().toString());
            insert.executeUpdate();
            return ChainRow.read(transaction.connection(), chain);
        });
        this.lastOfEarlierRuns = store.read(Journalling::lastPosition);
        this.outbox = new Outbox(this, store);
        fillUnsettled();
    }

    /** The chain that is written now. */
    public Chain chain() {
        return row.head().chain();
    }

    /** The last entry. */
    public Head head() {
        return row.head();
    }

    /** Whether the server knows other entries of this chain: nothing more is appended to it. */
    public boolean forked() {
        return !row.open();
    }

    /** What the server gets of it. */
    public Outbox outbox() {
        return outbox;
    }

    /** Tells of every append, once it is on disk, on the thread that appended: be quick. */
    public void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Appends an operation.
     *
     * @param effects what the desk judged to follow from it: shown until the verdict's row arrives, and never judged again
     * @param sides   the side records it refers to
     * @throws IllegalArgumentException for an id that is in the journal, or another desk's operation
     * @throws IllegalStateException    when the chain is forked: nothing may be appended to it
     */
    public Head append(Operation operation, List<Effect> effects, List<SideRecord> sides, @Nullable Approval approval) {
        return store.write(transaction -> {
            operation(transaction, operation, effects, sides, approval);
            return row(transaction).head();
        });
    }

    /** Appends what the operator was told. Throws like {@link #append}, also when there is no such operation. */
    public Head tell(Told told) {
        return store.write(transaction -> {
            told(transaction, told);
            return row(transaction).head();
        });
    }

    /** Appends an operation and what the operator was told of it, in one transaction. */
    public Head appendAndTell(Operation operation, List<Effect> effects, List<SideRecord> sides, @Nullable Approval approval,
            Told told) {
        return store.write(transaction -> {
            operation(transaction, operation, effects, sides, approval);
            told(transaction, told);
            return row(transaction).head();
        });
    }

    /** Appends a Withdraw, tells WITHDRAWN of its target and DONE of itself, in one transaction. */
    public Head withdraw(Operation withdraw, List<Effect> effects, Told ofTheTarget, Told ofTheWithdraw) {
        return store.write(transaction -> {
            operation(transaction, withdraw, effects, List.of(), null);
            told(transaction, ofTheTarget);
            told(transaction, ofTheWithdraw);
            return row(transaction).head();
        });
    }

    /** Operations of an earlier run of which the operator was told nothing: done, or withdraw? Oldest first. */
    public List<JournalEntry> interrupted() {
        return store.read(connection -> Entries.list(connection, Entries.TOLD_NOTHING, lastOfEarlierRuns));
    }

    /** Operations last told IN_DOUBT, oldest first, at most 1,000. */
    public List<JournalEntry> inDoubt() {
        return store.read(connection -> Entries.list(connection, Entries.IN_DOUBT, 1000));
    }

    /**
     * Entries that need a person, newest first: told done and refused by the server, held by it, or with an id that it knows
     * with another body. One whose case was closed is not among them.
     */
    public List<JournalEntry> troubled(int limit) {
        return store.read(connection -> Entries.list(connection, Entries.TROUBLED, limit));
    }

    /** How many {@link #troubled} would find without a limit. */
    public long troubledCount() {
        return store.read(connection -> Journalling.number(connection, Entries.TROUBLED_COUNT));
    }

    public Unsent unsent() {
        ChainRow now = row;
        long count = now.head().sequence() - now.acknowledged();
        return new Unsent(count, count == 0 ? null : outbox.madeAt(now.head().chain(), now.acknowledged() + 1),
                unsettled.atRisk());
    }

    /** The last entries, newest first. */
    public List<JournalEntry> entries(int limit) {
        return store.read(connection -> Entries.list(connection, Entries.LAST, limit));
    }

    /** The entry of an operation's or Told's id. */
    public Optional<JournalEntry> entry(OperationId id) {
        return store.read(connection -> Entries.list(connection, Entries.BY_ID, id.toString()).stream().findFirst());
    }

    /**
     * What a screen or a rule sees: the feed's state under the stored effects of unsettled operations (G5). Judge and append
     * inside {@link Store#exclusively}, so that nothing changes between the two.
     *
     * @param at what {@link View#at} answers
     */
    public DeskView view(Instant at, View.Standing standing) {
        return new DeskView(store, unsettled, at, standing);
    }

    /** The side record of a digest: empty when this desk does not hold it, or it was erased. */
    public Optional<SideRecord> side(String digest) {
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT salt, content FROM side WHERE key = ?")) {
                select.setString(1, digest);
                try (ResultSet rows = select.executeQuery()) {
                    if (!rows.next() || rows.getBytes(2) == null) {
                        return Optional.empty();
                    }
                    return Optional.of(new SideRecord(Bytes.of(rows.getBytes(1)), Bytes.of(rows.getBytes(2))));
                }
            }
        });
    }

    /** The members' profiles this desk holds; one that was erased, or is not here, reads as null. */
    public Sides sides() {
        return digest -> side(digest).map(side -> SideCodec.profile(side.content())).orElse(null);
    }

    /**
     * The verdict's row of an entry has arrived: its overlay leaves in the same transaction. A verdict on an entry that this
     * store does not have is kept aside. For the feed.
     */
    public void settle(Transaction transaction, OperationId id, Bytes body) throws SQLException {
        Verdict verdict = VerdictCodec.decode(body);
        transaction.whileOpen(() -> unsettled.settling(true), () -> unsettled.settling(false));
        PreparedStatement update = transaction.prepare("""
                UPDATE journal_state SET verdict = ?1, held = NULL, settled = 1, trouble = told IS 'done' AND ?2
                WHERE position = (SELECT max(position) FROM journal WHERE id = ?3)""");
        update.setBytes(1, body.array());
        update.setInt(2, verdict instanceof Verdict.Applied ? 0 : 1);
        update.setString(3, id.toString());
        if (update.executeUpdate() == 0) {
            PreparedStatement keep = transaction.prepare("INSERT INTO verdict (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING");
            keep.setString(1, id.toString());
            keep.setBytes(2, body.array());
            keep.executeUpdate();
            return;
        }
        if (verdict instanceof Verdict.Applied(List<Effect> effects)) {
            for (Effect effect : effects) {
                if (effect instanceof Effect.Cancel(OperationId target)) {
                    Journalling.withdrawn(transaction, target, id);
                }
            }
        }
        transaction.afterCommit(() -> unsettled.remove(id));
    }

    /** Reads how the chain stands, and remembers it when the transaction is durable. */
    ChainRow row(Transaction transaction) throws SQLException {
        return rowOf(transaction, chain());
    }

    ChainRow rowOf(Transaction transaction, Chain chain) throws SQLException {
        ChainRow now = ChainRow.read(transaction.connection(), chain);
        transaction.afterCommit(() -> row = now);
        return now;
    }

    ChainRow row() {
        return row;
    }

    /** After a new chain was begun: as after a restart, operations of which nothing was told are put to a person. */
    void begunAnew() {
        lastOfEarlierRuns = store.read(Journalling::lastPosition);
        fillUnsettled();
    }

    private void fillUnsettled() {
        unsettled.fill(store.read(Journalling::unsettled));
    }

    private void operation(Transaction transaction, Operation operation, List<Effect> effects, List<SideRecord> sides,
            @Nullable Approval approval) throws SQLException {
        if (!operation.header().desk().equals(chain().desk())) {
            throw new IllegalArgumentException("operation " + operation.id() + " is another desk's");
        }
        Set<String> needed = operation.sides();
        for (SideRecord side : sides) {
            Journalling.keepSide(transaction, side);
        }
        long position = Journalling.append(transaction, row(transaction), EntryKind.OPERATION, operation.id(), operation.id(),
                OperationCodec.encode(operation), ApprovalCodec.encode(approval));
        Journalling.state(transaction, position, VerdictCodec.encodeEffects(effects));
        Journalling.refersTo(transaction, position, needed);
        transaction.afterCommit(() -> {
            unsettled.add(new Unsettled.Laid(position, operation.id(), List.copyOf(effects), null));
            listeners.forEach(Runnable::run);
        });
    }

    private void told(Transaction transaction, Told told) throws SQLException {
        if (!told.desk().equals(chain().desk())) {
            throw new IllegalArgumentException("what was told of " + told.operation() + " is another desk's");
        }
        Journalling.tell(transaction, told);
        long position = Journalling.append(transaction, row(transaction), EntryKind.TOLD, told.id(), told.operation(),
                ToldCodec.encode(told), Bytes.none());
        Journalling.state(transaction, position, null);
        transaction.afterCommit(() -> {
            unsettled.told(told.operation(), told.what());
            listeners.forEach(Runnable::run);
        });
    }
}
