package guichet.server.operations;

import guichet.domain.cases.Case;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperationId;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.Change;
import guichet.protocol.json.Malformed;
import guichet.protocol.operations.ApprovalCodec;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.VerdictCodec;
import guichet.server.access.ApprovalKeys;
import guichet.server.access.Desk;
import guichet.server.access.DeskCaller;
import guichet.server.access.Desks;
import guichet.server.book.Book;
import guichet.server.book.Scope;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.feed.Outbox;
import guichet.server.keys.ServerKey;
import guichet.server.web.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door through which members, cards and money change. A desk's batch comes with its chain; an operation of the server's
 * own comes without one. Every entry gets exactly one verdict, for ever, or is held until it can have one (G2, G3).
 */
public final class DeskOperations {
    private static final Logger LOG = LoggerFactory.getLogger(DeskOperations.class);
    private static final int ATTEMPTS = 6;
    private static final int HELD_AT_ONCE = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final Database database;
    private final Desks desks;
    private final ApprovalKeys approvalKeys;
    private final Outbox outbox;
    private final ServerKey serverKey;
    private final InstantSource clock;

    public DeskOperations(Database database, Desks desks, ApprovalKeys approvalKeys, Outbox outbox, ServerKey serverKey,
            InstantSource clock) {
        this.database = database;
        this.desks = desks;
        this.approvalKeys = approvalKeys;
        this.outbox = outbox;
        this.serverKey = serverKey;
        this.clock = clock;
    }

    /**
     * Takes a desk's batch: answers what is known, judges what is new, in order, and countersigns the head.
     *
     * @throws ApiError 400 when the batch is not whole, 401 when it is not the desk's, 409 DESK_FORKED once its chain was closed
     */
    public BatchAnswer receive(DeskCaller caller, Batch batch) {
        whole(caller, batch);
        BatchAnswer answer = again((keys, outcomes) -> database.inTransaction(tx -> receive(tx, caller, batch, keys, outcomes)));
        release(caller.tenant(), batch.sides().isEmpty() ? Set.of() : Set.of(Judged.SIDE));
        return answer;
    }

    /** Judges and applies an operation of the server's own, which stands in no chain. The same id gets the same verdict. */
    public Verdict apply(UUID tenant, LocationId location, Operation operation) {
        return applyIf(tenant, location, operation, _ -> true).orElseThrow();
    }

    /**
     * As {@link #apply}, or empty when it should not be done after all.
     *
     * @param still asked while nobody else can change what the desk does
     */
    public Optional<Verdict> applyIf(UUID tenant, LocationId location, Operation operation, Predicate<Tx> still) {
        Instant now = clock.instant();
        UUID desk = operation.header().desk().value();
        Bytes bytes = OperationCodec.encode(operation);
        Submitted entry = new Submitted(operation.id(), EntryKind.OPERATION, desk, bytes, Bytes.none(), operation, null, null,
                now, null,
                null);
        return again((keys, outcomes) -> database.inTransaction(tx -> {
            lock(tx, tenant, desk);
            Entries.Stored known = Entries.known(tx, tenant, List.of(operation.id())).get(operation.id());
            if (known != null && known.verdict() != null) {
                return Optional.of(VerdictCodec.decode(known.verdict()));
            }
            if (!still.test(tx)) {
                return Optional.empty();
            }
            Judge.Result result = new Judge(tenant, location, Sidecar.of(tx, tenant, List.of(entry))).judge(tx, List.of(entry),
                    keys, outcomes);
            new Effects(tenant, desk, outbox, now).write(tx, result, List.of(), false);
            Verdict verdict = result.judged().getFirst().verdict();
            if (verdict == null) {
                throw new ApiError(409, "HELD", "This has to wait for another operation.");
            }
            return Optional.of(verdict);
        }));
    }

    /** Tries every held entry that does not wait for another, and all that come free by it. */
    public void release(UUID tenant) {
        release(tenant, Set.of(Judged.SIDE, Judged.VERSION, Judged.FAULT));
    }

    /**
     * Judges held entries whose wait is over, each in a transaction of its own, until nothing more comes free. What fails here is
     * logged and stays held: the batch that brought it about was taken, and its answer must go out.
     */
    private void release(UUID tenant, Set<String> also) {
        Set<OperationId> stuck = new HashSet<>();
        List<Entries.Waiting> ready;
        do {
            ready = database.reading(tx -> Entries.ready(tx, tenant, also, stuck, HELD_AT_ONCE));
            for (Entries.Waiting one : ready) {
                try {
                    if (!releaseOne(tenant, one)) {
                        stuck.add(one.entry().id());
                    }
                } catch (RuntimeException e) {
                    LOG.warn("Held entry {} could not be judged; it is tried again", one.entry().id(), e);
                    stuck.add(one.entry().id());
                }
            }
        } while (!ready.isEmpty());
    }

    /** Licencees with held entries: for whoever looks after them from time to time. */
    public List<UUID> holding() {
        return database.reading(tx -> tx.fetch("select distinct tenant_id from entry where verdict is null")
                .getValues(0, UUID.class));
    }

    /** Whether it has its verdict, or waits for something else now. A desk that is suspended or lost keeps what it sent. */
    private boolean releaseOne(UUID tenant, Entries.Waiting waiting) {
        Submitted entry = waiting.entry();
        return again((keys, outcomes) -> database.inTransaction(tx -> {
            Desk desk = desks.lock(tx, tenant, entry.desk()).orElseThrow();
            Entries.Stored stored = Entries.known(tx, tenant, List.of(entry.id())).get(entry.id());
            if (stored == null || stored.verdict() != null) {
                return false;
            }
            Sidecar sides = Sidecar.of(tx, tenant, List.of(entry));
            Submitted checked = checked(tx, tenant, entry, sides);
            if (Objects.equals(checked.heldWhy(), stored.heldWhy())) {
                return false;
            }
            Judge.Result result = new Judge(tenant, new LocationId(desk.location()), sides).judge(tx, List.of(checked), keys,
                    outcomes);
            new Effects(tenant, entry.desk(), outbox, clock.instant()).write(tx, result, List.of(), true);
            Judged one = result.judged().getFirst();
            return one.verdict() != null || !Objects.equals(one.waitsOn(), waiting.on());
        }));
    }

    private BatchAnswer receive(Tx tx, DeskCaller caller, Batch batch, Collection<Key<?>> keys,
            Collection<OperationId> outcomes) {
        Instant now = clock.instant();
        UUID tenant = caller.tenant();
        Desk desk = lock(tx, tenant, caller.desk());
        if (!desk.incarnation().equals(caller.incarnation())) {
            throw new ApiError(409, "DESK_FORKED", "This desk has begun a new chain.");
        }
        ChainState chain = chain(tx, tenant, batch.entries().getFirst().chain());
        if (chain.forked()) {
            throw new ApiError(409, "DESK_FORKED", "This desk's chain was forked; it has to begin a new one.");
        }
        long first = batch.entries().getFirst().sequence();
        if (first > chain.sequence() + 1) {
            return new BatchAnswer.Gap(chain.sequence() + 1);
        }
        Map<Long, Entries.Stored> known = Entries.at(tx, tenant, desk.id(), caller.incarnation(), first,
                Math.min(batch.entries().getLast().sequence(), chain.sequence()));
        for (Entry entry : batch.entries()) {
            boolean old = entry.sequence() <= chain.sequence();
            Entries.Stored stored = known.get(entry.sequence());
            boolean same = old
                    ? stored != null && entry.hash().equals(stored.hash())
                    : entry.sequence() != chain.sequence() + 1 || entry.previous().equals(chain.hash());
            if (!same) {
                return fork(tx, caller, entry, now);
            }
        }
        List<Entry> fresh = batch.entries().stream().filter(entry -> entry.sequence() > chain.sequence()).toList();
        Map<Long, Answer> answers = new LinkedHashMap<>();
        known.forEach((sequence, stored) -> answers.put(sequence, answer(stored)));
        if (!fresh.isEmpty()) {
            answers.putAll(take(tx, caller, desk, fresh, batch.sides(), chain, keys, outcomes, now));
        } else {
            outbox.write(tx, tenant, Sidecar.keep(tx, tenant, batch.sides()));
        }
        Entry last = fresh.isEmpty() ? null : fresh.getLast();
        Head head = new Head(batch.entries().getFirst().chain(), last == null ? chain.sequence() : last.sequence(),
                last == null ? chain.hash() : last.hash());
        return new BatchAnswer.Received(batch.entries().stream().map(entry -> answers.get(entry.sequence())).toList(),
                head.countersign(message -> Bytes.of(serverKey.sign(message.array())), now));
    }

    /** New entries: stored, judged in order, and the chain's head moved behind them. */
    private Map<Long, Answer> take(Tx tx, DeskCaller caller, Desk desk, List<Entry> fresh, List<SideRecord> arrived,
            ChainState chain,
            Collection<Key<?>> keys, Collection<OperationId> outcomes, Instant now) {
        UUID tenant = caller.tenant();
        List<Outbox.Row> feed = new ArrayList<>(Sidecar.keep(tx, tenant, arrived));
        List<Submitted> submitted = new ArrayList<>();
        Instant effective = chain.lastEffective();
        for (Entry entry : fresh) {
            Submitted.Place place = new Submitted.Place(entry.chain().incarnation(), entry.sequence(), entry.hash());
            Submitted read = Entries.read(idOf(entry), entry.kind(), desk.id(), entry.bytes(), entry.approval(), place, now);
            if (ofAnotherDesk(read)) { // it must not take the id away from the desk whose it is
                read = Entries.read(EntryId.unreadable(entry), entry.kind(), desk.id(), entry.bytes(), entry.approval(), place,
                        now);
            }
            effective = EffectiveTime.of(read, effective, now);
            submitted.add(read.effective(effective));
        }
        Map<OperationId, Entries.Stored> again = Entries.known(tx, tenant, submitted.stream().map(Submitted::id).toList());
        Map<OperationId, Submitted> firsts = new HashMap<>();
        List<Submitted> toJudge = new ArrayList<>();
        Map<Long, Answer> answers = new HashMap<>();
        for (Submitted entry : submitted) {
            Submitted twin = firsts.putIfAbsent(entry.id(), entry);
            Entries.Stored stored = again.get(entry.id());
            if (stored == null && twin == null) {
                toJudge.add(entry);
            } else if (stored != null) {
                boolean same = stored.bytes().equals(entry.bytes());
                Entries.again(tx, tenant, entry, same, now);
                answers.put(sequence(entry), same ? answer(stored) : reused(tx, caller, entry, now, feed));
            }
        }
        Sidecar sides = Sidecar.of(tx, tenant, toJudge);
        List<Submitted> checked = toJudge.stream().map(entry -> checked(tx, tenant, entry, sides)).toList();
        Judge.Result result = new Judge(tenant, new LocationId(desk.location()), sides).judge(tx, checked, keys, outcomes);
        result.judged().forEach(one -> answers.put(sequence(one.entry()), answer(one)));
        for (Submitted entry : submitted) {
            if (!answers.containsKey(sequence(entry))) { // the second of two entries of this batch with one id
                Submitted twin = firsts.get(entry.id());
                boolean same = twin != null && twin.bytes().equals(entry.bytes());
                Entries.again(tx, tenant, entry, same, now);
                Answer first = twin == null ? null : answers.get(sequence(twin));
                answers.put(sequence(entry), same && first != null ? first : reused(tx, caller, entry, now, feed));
            }
        }
        new Effects(tenant, desk.id(), outbox, now).write(tx, result, feed, false);
        Entry last = fresh.getLast();
        tx.execute("update chain set sequence = ?, hash = ?, last_effective_at = ? where tenant_id = ? and desk_id = ?"
                + " and incarnation = ?", last.sequence(), last.hash().array(), effective, tenant,
                desk.id(),
                last.chain().incarnation());
        return answers;
    }

    private static boolean ofAnotherDesk(Submitted entry) {
        Operation operation = entry.operation();
        Told told = entry.told();
        DeskId named = operation != null ? operation.header().desk() : told == null ? null : told.desk();
        return named != null && !named.value().equals(entry.desk());
    }

    /** What can be said of an entry before any rule is asked. */
    private Submitted checked(Tx tx, UUID tenant, Submitted entry, Sidecar sides) {
        if (ofAnotherDesk(entry)) {
            return entry.refused(Code.NOT_YOURS);
        }
        Operation operation = entry.operation();
        if (operation == null) {
            return entry;
        }
        if (operation instanceof GrantAllowance) {
            return entry.refused(Code.SERVER_ONLY);
        }
        if (!entry.approval().isEmpty() && !approved(tx, tenant, entry, operation.header())) {
            return entry.refused(Code.APPROVAL_WRONG);
        }
        String why = sides.heldWhy(operation);
        return why == null ? entry : entry.held(why);
    }

    private boolean approved(Tx tx, UUID tenant, Submitted entry, Header header) {
        try {
            Approval approval = ApprovalCodec.decode(entry.approval());
            return approval != null && !approval.approver().equals(header.operator())
                    && approvalKeys.find(tx, tenant, approval.approver().value(), entry.desk()).stream()
                            .anyMatch(key -> approval.isFor(entry.bytes(), header.desk(), key));
        } catch (Malformed e) {
            return false;
        }
    }

    private BatchAnswer fork(Tx tx, DeskCaller caller, Entry entry, Instant now) {
        LOG.warn("The chain of desk {} forked at {}", caller.desk(), entry.sequence());
        tx.execute("update chain set forked_at = ? where tenant_id = ? and desk_id = ? and incarnation = ?",
                now, caller.tenant(), caller.desk(), caller.incarnation());
        alarm(tx, caller, idOf(entry), "FORK", now).ifPresent(row -> outbox.write(tx, caller.tenant(), List.of(row)));
        return new BatchAnswer.Fork(entry.sequence());
    }

    private static Answer reused(Tx tx, DeskCaller caller, Submitted entry, Instant now, List<Outbox.Row> feed) {
        LOG.warn("Desk {} sent id {} with another body", caller.desk(), entry.id());
        alarm(tx, caller, entry.id(), "ID_REUSED", now).ifPresent(feed::add);
        return new Answer.Reused(entry.id());
    }

    /** Opens a case; its row of the feed, or empty when there is such a case already. */
    private static Optional<Outbox.Row> alarm(Tx tx, DeskCaller caller, OperationId about, String code, Instant now) {
        Case alarm = new Case(Case.id(about, Case.Kind.ALARM), Case.Kind.ALARM, about, new LocationId(caller.location()), code,
                now, null,
                null);
        Key<?> key = Case.TABLE.key(alarm.id());
        if (!Book.read(tx, caller.tenant(), Case.TABLE, List.of(alarm.id())).isEmpty()) {
            return Optional.empty();
        }
        Columns row = alarm.columns();
        long version = Book.versions(tx, 1);
        Book.write(tx, caller.tenant(), Case.TABLE, Map.of(alarm.id(), new Book.Stored(row, version)));
        return Optional.of(new Outbox.Row(Scope.of(key, row, caller.desk()), new Change(key, version, row)));
    }

    private record ChainState(long sequence, Bytes hash, Instant lastEffective, boolean forked) {
    }

    private static ChainState chain(Tx tx, UUID tenant, Chain chain) {
        tx.execute("insert into chain (tenant_id, desk_id, incarnation, sequence, hash, last_effective_at)"
                + " values (?, ?, ?, 0, ?, ?) on conflict do nothing", tenant, chain.desk().value(), chain.incarnation(),
                Chain.GENESIS.array(), Instant.EPOCH);
        Record row = tx.fetchSingle("select sequence, hash, last_effective_at, forked_at from chain"
                + " where tenant_id = ? and desk_id = ? and incarnation = ? for update", tenant, chain.desk().value(),
                chain.incarnation());
        return new ChainState(row.get("sequence", Long.class), Bytes.of(row.get("hash", byte[].class)),
                row.get("last_effective_at", Instant.class), row.get("forked_at") != null);
    }

    private Desk lock(Tx tx, UUID tenant, UUID desk) {
        return desks.lock(tx, tenant, desk).filter(Desk::active)
                .orElseThrow(() -> new ApiError(403, "DESK_NOT_ACTIVE", "This desk may not work at the moment."));
    }

    private void whole(DeskCaller caller, Batch batch) {
        Chain chain = batch.entries().getFirst().chain();
        if (!chain.desk().value().equals(caller.desk()) || !chain.incarnation().equals(caller.incarnation())) {
            throw new ApiError(401, "NOT_YOUR_CHAIN", "This chain belongs to another desk.");
        }
        long expected = batch.entries().getFirst().sequence();
        for (Entry entry : batch.entries()) {
            if (entry.sequence() < 1 || entry.sequence() != expected++ || !entry.isWhole()) {
                throw new ApiError(400, "CHAIN_BROKEN", "Entry " + entry.sequence() + " does not follow the one before it.");
            }
        }
        Entry last = batch.entries().getLast();
        boolean signed = database.reading(tx -> desks.find(tx, caller.tenant(), caller.desk())).filter(
                desk -> new Head(chain, last.sequence(), last.hash()).isBatchSigned(desk.publicKey(), batch.signature()))
                .isPresent();
        if (!signed) {
            throw new ApiError(401, "BATCH_SIGNATURE", "The batch is not signed by this desk.");
        }
    }

    private static OperationId idOf(Entry entry) {
        return EntryId.of(entry.bytes()).orElseGet(() -> EntryId.unreadable(entry));
    }

    private static long sequence(Submitted entry) {
        if (entry.place() == null) {
            throw new IllegalStateException("no place in a chain");
        }
        return entry.place().sequence();
    }

    private static Answer answer(Judged one) {
        return one.verdict() != null
                ? new Answer.Judged(one.entry().id(), VerdictCodec.encode(one.verdict()))
                : new Answer.Held(one.entry().id(), String.valueOf(one.heldWhy()));
    }

    private static Answer answer(Entries.Stored stored) {
        if (stored.verdict() != null) {
            return new Answer.Judged(stored.id(), stored.verdict());
        }
        return stored.heldWhy() != null ? new Answer.Held(stored.id(), stored.heldWhy()) : new Answer.Reused(stored.id());
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T with(Collection<Key<?>> keys, Collection<OperationId> outcomes);
    }

    /** Tries again when more locks are needed than were known, or when the database broke a circle of waiting. */
    private static <T> T again(Attempt<T> attempt) {
        Set<Key<?>> keys = new HashSet<>();
        Set<OperationId> outcomes = new HashSet<>();
        for (int left = ATTEMPTS;; left--) {
            try {
                return attempt.with(keys, outcomes);
            } catch (Judge.BeginAgain more) {
                keys.addAll(more.keys());
                outcomes.addAll(more.outcomes());
            } catch (RuntimeException e) {
                if (left <= 0 || !Database.isPassing(e)) {
                    throw e;
                }
                LOG.info("A transaction is tried again: {}", e.getMessage());
                pause();
            }
        }
    }

    /** Those who stood in each other's way do not come back at the same moment. */
    private static void pause() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
    }
}
