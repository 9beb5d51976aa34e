package guichet.desk;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.rules.Code;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.Read;
import guichet.domain.rules.Verdict;
import guichet.domain.rules.View;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.protocol.desk.FeedTables;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the peer knows. Remembers which rows an operation has touched, so that the feed can bring them. */
final class Ledger {
    private final Map<Key<?>, Columns> rows = new HashMap<>();
    private final Map<OperationId, Outcome> outcomes = new HashMap<>();
    private final Set<Key<?>> touched = new LinkedHashSet<>();

    void put(Key<?> key, Columns columns) {
        rows.merge(key, columns, Columns::overlaid);
        touched.add(key);
    }

    void credit(Account account, Money amount) {
        Key<Columns> key = balanceKey(account, amount.currency());
        Columns before = rows.get(key);
        put(key, Columns.none().with(FeedTables.MINOR, (before == null ? 0 : before.require(FeedTables.MINOR)) + amount.minor()));
    }

    long balance(Account account, Currency currency) {
        Columns row = rows.get(balanceKey(account, currency));
        return row == null ? 0 : row.require(FeedTables.MINOR);
    }

    @Nullable
    Columns row(Key<?> key) {
        return rows.get(key);
    }

    Map<Key<?>, Columns> rows() {
        return Map.copyOf(rows);
    }

    Set<Key<?>> takeTouched() {
        Set<Key<?>> taken = new LinkedHashSet<>(touched);
        touched.clear();
        return taken;
    }

    void settle(Outcome outcome) {
        outcomes.put(outcome.operation().id(), outcome);
    }

    @Nullable
    Outcome outcome(OperationId id) {
        return outcomes.get(id);
    }

    void apply(OperationId by, List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Post(List<Entry> entries) -> entries.stream().filter(entry -> entry.account().kind().hasBalance())
                        .forEach(entry -> credit(entry.account(), entry.amount()));
                case Effect.Put(Key<?> key, Columns columns) -> put(key, columns);
                case Effect.Remove(Key<?> key) -> {
                    rows.remove(key);
                    touched.add(key);
                }
                case Effect.Draw(var allowance, Money amount, long count) -> {
                    Columns row = rows.get(Allowance.key(allowance));
                    put(Allowance.key(allowance),
                            Columns.none().with(Allowance.USED_TOTAL, row.require(Allowance.USED_TOTAL) + amount.minor())
                                    .with(Allowance.USED_COUNT, row.require(Allowance.USED_COUNT) + count));
                }
                case Effect.OpenCase(Case opened) -> put(Case.TABLE.key(opened.id()), opened.columns());
                case Effect.Cancel(OperationId operation) -> outcomes.computeIfPresent(operation, (_, outcome) -> new Outcome(
                        outcome.operation(),
                        outcome.verdict() == null ? new Verdict.Rejected(Code.WITHDRAWN, Map.of()) : outcome.verdict(), by));
            }
        }
    }

    View view(Instant at) {
        return new View() {
            @Override
            public Standing standing() {
                return Standing.SERVER;
            }

            @Override
            public Instant at() {
                return at;
            }

            @Override
            public Read<Columns> row(Key<?> key) {
                return known(rows.get(key), at);
            }

            @Override
            public Read<Money> balance(Account account, Currency currency) {
                return known(rows.get(balanceKey(account, currency)), at)
                        .map(row -> new Money(row.require(FeedTables.MINOR), currency));
            }

            @Override
            public Read<Outcome> outcome(OperationId operation) {
                return known(outcomes.get(operation), at);
            }
        };
    }

    private static Key<Columns> balanceKey(Account account, Currency currency) {
        return FeedTables.BALANCE.key(account + "|" + currency.getCurrencyCode());
    }

    private static <T> Read<T> known(@Nullable T value, Instant at) {
        return value == null ? new Read.Absent<>(at) : new Read.Known<>(value, 1, at);
    }
}
