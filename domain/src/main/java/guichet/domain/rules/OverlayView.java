package guichet.domain.rules;

import guichet.domain.allowances.Allowance;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view with effects laid over it, in sequence and by key, never judged again (G5). The desk lays its unsettled operations
 * over its store with it; the server lays each operation of a batch over what it loaded. Not thread-safe.
 */
public final class OverlayView implements View {
    /** Columns over a row; where the base is hidden they are the whole row, and null means that there is none. */
    private record Laid(@Nullable Columns columns, boolean hidesBase, OperationId by) {
    }

    private record Drawn(long minor, long count) {
    }

    private final View base;
    private final Map<Key<?>, Laid> rows = new HashMap<>();
    private final Map<Account, Map<Currency, Money>> posted = new HashMap<>();
    private final Map<AllowanceId, Drawn> drawn = new HashMap<>();
    private final Map<OperationId, Outcome> outcomes = new HashMap<>();
    private final Map<OperationId, OperationId> withdrawn = new LinkedHashMap<>();
    private final Set<OperationId> read = new LinkedHashSet<>();

    public OverlayView(View base) {
        this.base = base;
    }

    /** Lays an operation's effects over everything laid before. */
    public void lay(OperationId by, Iterable<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Post post -> post.entries().forEach(this::post);
                case Effect.Put(Key<?> key, Columns columns) -> put(key, columns, by);
                case Effect.Remove(Key<?> key) -> {
                    rows.put(key, new Laid(null, true, by));
                    settleDraws(key);
                }
                case Effect.Draw(AllowanceId allowance, Money amount, long count) -> drawn.merge(allowance,
                        new Drawn(amount.minor(), count),
                        (a, b) -> new Drawn(Math.addExact(a.minor, b.minor), Math.addExact(a.count, b.count)));
                case Effect.OpenCase open ->
                    put(guichet.domain.cases.Case.TABLE.key(open.opened().id()), open.opened().columns(), by);
                case Effect.Cancel(OperationId operation) -> withdrawn.put(operation, by);
            }
        }
    }

    /** Makes an operation's outcome known to those that come after it. */
    public void settle(Outcome outcome) {
        outcomes.put(outcome.operation().id(), outcome);
    }

    /** The laid operations whose rows have answered a read so far: a new operation cannot be true without them. */
    public Set<OperationId> sourcesRead() {
        return Set.copyOf(read);
    }

    @Override
    public Standing standing() {
        return base.standing();
    }

    @Override
    public Instant at() {
        return base.at();
    }

    @Override
    public Read<Columns> row(Key<?> key) {
        Read<Columns> below = base.row(key);
        Laid laid = rows.get(key);
        Read<Columns> answer = laid == null ? below : laid(key, laid, below);
        Drawn draw = key.table().equals(Allowance.TABLE) ? drawn.get(AllowanceId.parse(key.id())) : null;
        return draw == null
                ? answer
                : answer.map(row -> row.with(Allowance.USED_TOTAL, row.require(Allowance.USED_TOTAL) + draw.minor)
                        .with(Allowance.USED_COUNT, row.require(Allowance.USED_COUNT) + draw.count));
    }

    private Read<Columns> laid(Key<?> key, Laid laid, Read<Columns> below) {
        read.add(laid.by);
        Columns upper = laid.columns;
        if (upper == null) {
            return new Read.Absent<>(at());
        }
        if (laid.hidesBase) {
            return new Read.Known<>(upper, 0, at());
        }
        return switch (below) {
            case Read.Known<Columns>(Columns row, long version, Instant asOf) ->
                new Read.Known<>(row.overlaid(upper), version, asOf);
            case Read.Absent<Columns>(Instant asOf) -> new Read.Known<>(upper, 0, asOf);
            case Read.NotKnownHere<Columns>() -> key.table().columns().stream().allMatch(upper::has)
                    ? new Read.Known<>(upper, 0, at())
                    : new Read.NotKnownHere<>();
        };
    }

    @Override
    public Read<Money> balance(Account account, Currency currency) {
        Read<Money> below = base.balance(account, currency);
        Money delta = posted.getOrDefault(account, Map.of()).get(currency);
        if (delta == null) {
            return below;
        }
        return switch (below) {
            case Read.Known<Money>(Money money, long version, Instant asOf) -> new Read.Known<>(money.plus(delta), version, asOf);
            case Read.Absent<Money>(Instant asOf) -> new Read.Known<>(delta, 0, asOf);
            case Read.NotKnownHere<Money> unknown -> unknown;
        };
    }

    @Override
    public Read<Outcome> outcome(OperationId operation) {
        Outcome settled = outcomes.get(operation);
        Read<Outcome> answer = settled == null ? base.outcome(operation) : new Read.Known<>(settled, 0, at());
        OperationId by = withdrawn.get(operation);
        return by == null ? answer : answer.map(outcome -> new Outcome(outcome.operation(), verdictOfWithdrawn(outcome), by));
    }

    private static Verdict verdictOfWithdrawn(Outcome outcome) {
        return outcome.verdict() != null ? outcome.verdict() : new Verdict.Rejected(Code.WITHDRAWN, Map.of());
    }

    /** What was drawn before a row is set or taken away counts no more. */
    private void settleDraws(Key<?> key) {
        if (key.table().equals(Allowance.TABLE)) {
            drawn.remove(AllowanceId.parse(key.id()));
        }
    }

    private void put(Key<?> key, Columns columns, OperationId by) {
        if (columns.has(Allowance.USED_TOTAL)) {
            settleDraws(key);
        }
        rows.merge(key, new Laid(columns, false, by),
                (before, _) -> new Laid(before.columns == null ? columns : before.columns.overlaid(columns), before.hidesBase,
                        by));
    }

    private void post(Entry entry) {
        if (entry.account().kind().hasBalance()) {
            posted.computeIfAbsent(entry.account(), _ -> new HashMap<>()).merge(entry.amount().currency(), entry.amount(),
                    Money::plus);
        }
    }
}
