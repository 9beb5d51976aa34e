package guichet.domain.rules;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plainest store there can be. Unlike the real ones it keeps the balance of every account, so that sums can be looked at. */
final class MemoryStore implements RuleStore {
    private record Purse(Account account, Currency currency) {
    }

    private final Map<Key<?>, Columns> rows = new HashMap<>();
    private final Map<Purse, Money> balances = new HashMap<>();
    private final Map<OperationId, Outcome> outcomes = new HashMap<>();

    @Override
    public void put(Key<?> key, Columns columns) {
        rows.merge(key, columns, Columns::overlaid);
    }

    @Override
    public void open(Account account, Money balance) {
        post(new Entry(account, balance));
        post(new Entry(Account.opening(World.HALL.id()), balance.negated()));
    }

    @Override
    public void settle(Outcome outcome) {
        outcomes.put(outcome.operation().id(), outcome);
    }

    @Override
    public void apply(OperationId by, List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Post(List<Entry> entries) -> entries.forEach(this::post);
                case Effect.Put(Key<?> key, Columns columns) -> put(key, columns);
                case Effect.Remove(Key<?> key) -> rows.remove(key);
                case Effect.Draw(var allowance, Money amount, long count) -> rows.computeIfPresent(Allowance.key(allowance),
                        (_, row) -> row.with(Allowance.USED_TOTAL, row.require(Allowance.USED_TOTAL) + amount.minor())
                                .with(Allowance.USED_COUNT, row.require(Allowance.USED_COUNT) + count));
                case Effect.OpenCase(Case opened) -> put(Case.TABLE.key(opened.id()), opened.columns());
                case Effect.Cancel(OperationId operation) -> outcomes.computeIfPresent(operation, (_, outcome) -> {
                    Verdict verdict = outcome.verdict();
                    return new Outcome(outcome.operation(),
                            verdict == null ? new Verdict.Rejected(Code.WITHDRAWN, Map.of()) : verdict, by);
                });
            }
        }
    }

    @Override
    public View view(Instant at) {
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
                return known(balances.get(new Purse(account, currency)), at);
            }

            @Override
            public Read<Outcome> outcome(OperationId operation) {
                return known(outcomes.get(operation), at);
            }
        };
    }

    /** Every balance, of house accounts too, without those at zero. */
    Map<String, Long> balances() {
        Map<String, Long> all = new java.util.TreeMap<>();
        balances.forEach((purse, money) -> {
            if (money.minor() != 0) {
                all.put(purse.account() + "|" + purse.currency(), money.minor());
            }
        });
        return all;
    }

    Map<Key<?>, Columns> rows() {
        return Map.copyOf(rows);
    }

    @Override
    public void close() {
        rows.clear();
    }

    private void post(Entry entry) {
        balances.merge(new Purse(entry.account(), entry.amount().currency()), entry.amount(), Money::plus);
    }

    private static <T> Read<T> known(@Nullable T value, Instant at) {
        return value == null ? new Read.Absent<>(at) : new Read.Known<>(value, 1, at);
    }
}
