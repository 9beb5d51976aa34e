package guichet.server.operations;

import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Money;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.domain.rules.Decision;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Judgement;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.OverlayView;
import guichet.domain.rules.Rules;
import guichet.domain.rules.Sides;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Key;
import guichet.server.database.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges entries in order by the domain's rules, between one locked read and one set-based write. What earlier entries of the
 * batch did lies over what was read, so a batch reads like its entries one after the other.
 */
final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);
    /** Each round loads what the one before was missing; a chain of reads is never this long. */
    private static final int ROUNDS = 10;

    /** Locks turned out to be missing that cannot be added in order: the transaction has to begin again, with these. */
    static final class BeginAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Set<Key<?>> keys;
        private final transient Set<OperationId> outcomes;

        BeginAgain(Set<Key<?>> keys, Set<OperationId> outcomes) {
            super(null, null, false, false);
            this.keys = keys;
            this.outcomes = outcomes;
        }

        Set<Key<?>> keys() {
            return keys;
        }

        Set<OperationId> outcomes() {
            return outcomes;
        }
    }

    /** What a batch came to: verdicts in order, everything that follows from them, and the state after. */
    record Result(List<Judged> judged, List<Applied> applied, Map<OperationId, OperationId> withdrawn, OverlayView after) {
    }

    /** Effects of one entry. */
    record Applied(Submitted by, List<Effect> effects) {
    }

    private final UUID tenant;
    private final LocationId location;
    private final Sides sides;

    Judge(UUID tenant, LocationId location, Sides sides) {
        this.tenant = tenant;
        this.location = location;
        this.sides = sides;
    }

    /**
     * @param keys     rows known to be needed, from an earlier attempt
     * @param outcomes operations known to be needed, from an earlier attempt
     * @throws BeginAgain when the transaction has to begin anew with more locks
     */
    Result judge(Tx tx, List<Submitted> entries, Collection<Key<?>> keys, Collection<OperationId> outcomes) {
        Prefetch prefetch = new Prefetch();
        prefetch.keys().addAll(keys);
        prefetch.outcomes().addAll(outcomes);
        for (Submitted entry : entries) {
            if (entry.operation() != null) {
                prefetch.add(entry.operation(), location);
            } else if (entry.told() != null) {
                prefetch.add(entry.told(), location);
            }
        }
        Set<Key<?>> wantedKeys = new HashSet<>(prefetch.keys());
        Set<OperationId> wantedOutcomes = new HashSet<>(prefetch.outcomes());
        Loaded loaded = new Loaded(tenant);
        Locks locks = new Locks();
        loaded.want(prefetch.keys(), prefetch.outcomes());
        for (int round = 0; round < ROUNDS; round++) {
            wantedKeys.addAll(loaded.missingRows());
            wantedOutcomes.addAll(loaded.missingOutcomes());
            if (!locks.take(tx, Locks.buckets(tenant, loaded.missingRows(), loaded.missingOutcomes()))) {
                throw new BeginAgain(wantedKeys, wantedOutcomes);
            }
            loaded.load(tx);
            Result result = pass(entries, loaded);
            if (loaded.complete()) {
                return result;
            }
        }
        throw new IllegalStateException("a rule reads without end");
    }

    private Result pass(List<Submitted> entries, Loaded loaded) {
        OverlayView view = new OverlayView(loaded);
        List<Judged> judged = new ArrayList<>(entries.size());
        List<Applied> applied = new ArrayList<>();
        Map<OperationId, OperationId> withdrawn = new HashMap<>();
        for (Submitted entry : entries) {
            loaded.judgeFor(entry.effectiveAt());
            Judged one = one(entry, view);
            judged.add(one);
            if (one.verdict() instanceof Verdict.Applied(List<Effect> effects)) {
                view.lay(entry.id(), effects);
                applied.add(new Applied(entry, effects));
                effects.forEach(effect -> {
                    if (effect instanceof Effect.Cancel(OperationId target)) {
                        withdrawn.put(target, entry.id());
                    }
                });
            }
            if (entry.operation() != null) {
                view.settle(new Outcome(entry.operation(), one.verdict(), null));
            }
        }
        return new Result(withdrawnInBatch(judged, withdrawn), applied, withdrawn, view);
    }

    private Judged one(Submitted entry, OverlayView view) {
        if (entry.heldWhy() != null) {
            return new Judged(entry, null, entry.heldWhy(), null);
        }
        if (entry.refusal() != null) {
            return new Judged(entry, new Verdict.Rejected(entry.refusal(), Map.of()), null, null);
        }
        Judgement judgement;
        try {
            judgement = judgement(entry.operation(), entry.told(), view);
            touch(judgement.effects(), view);
        } catch (RuntimeException e) {
            LOG.error("A rule failed on entry {}; it is held", entry.id(), e);
            return new Judged(entry, null, Judged.FAULT, null);
        }
        return switch (judgement.decision()) {
            case Decision.Waits(OperationId on) -> new Judged(entry, null, Judged.PREDECESSOR, on);
            case Decision.NeedsServer _ -> new Judged(entry, null, Judged.FAULT, null); // only while rows are still being loaded
            case Decision.Allowed _,Decision.Refused _ -> new Judged(entry, Verdict.of(judgement), null, null);
        };
    }

    /**
     * Reads every row that effects change, so that it is locked and known when it is written, also where no rule read it; and
     * finds out here, where only this entry is held, that a balance would leave the range of numbers.
     */
    private static void touch(List<Effect> effects, OverlayView view) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Post post) {
                for (guichet.domain.money.Entry line : post.entries()) {
                    if (line.account().kind().hasBalance()) {
                        Money now = view.balance(line.account(), line.amount().currency()).orNull();
                        Money _ = now == null ? line.amount() : now.plus(line.amount());
                    }
                }
            } else {
                Effects.keys(effect).forEach(view::row);
            }
        }
    }

    private Judgement judgement(@org.jspecify.annotations.Nullable Operation operation,
            @org.jspecify.annotations.Nullable Told told,
            OverlayView view) {
        if (operation != null) {
            return Rules.judge(operation, sides, view);
        }
        if (told != null) {
            return Rules.judgeTold(told, view);
        }
        throw new IllegalStateException("an entry says nothing");
    }

    /** An entry of this very batch that was held and then withdrawn never will be applied. */
    private static List<Judged> withdrawnInBatch(List<Judged> judged, Map<OperationId, OperationId> withdrawn) {
        if (withdrawn.isEmpty()) {
            return judged;
        }
        return judged.stream()
                .map(one -> one.verdict() == null && withdrawn.containsKey(one.entry().id())
                        ? new Judged(one.entry(), new Verdict.Rejected(Code.WITHDRAWN, Map.of()), null, null)
                        : one)
                .toList();
    }
}
