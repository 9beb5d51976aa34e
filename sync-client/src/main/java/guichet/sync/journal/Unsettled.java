package guichet.sync.journal;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.Told;
import guichet.domain.rules.Effect;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The operations whose verdict row has not been applied, by what their effects touch. Rebuilt from the store when it is opened;
 * changed only after the transaction that changed the store. Thread-safe.
 */
final class Unsettled {

    /** The other side of a sum: an account without a balance, which no view shows. */
    private static final Account ELSEWHERE = new Account(Account.Kind.OPENING, "elsewhere");

    /** An operation's stored effects, with its place in the order of writing. */
    record Laid(long position, OperationId id, List<Effect> effects, Told.@Nullable What told) {

        /** Refused and withdrawn ones are never shown. */
        boolean shown() {
            return told != Told.What.REFUSED && told != Told.What.WITHDRAWN;
        }
    }

    private record Drawn(long minor, long count) {
    }

    private final Map<Long, Laid> byPosition = new TreeMap<>();
    private final Map<OperationId, Long> positions = new HashMap<>();
    /** What is touched is a {@link Key}, an {@link Account} or an {@link OperationId}. */
    private final Map<Object, TreeSet<Long>> touching = new HashMap<>();
    /** Amounts add up in any order, so their sums are kept: thousands of operations may draw on one allowance. */
    private final Map<Account, Map<Currency, Money>> posted = new HashMap<>();
    private final Map<Key<Allowance>, Map<Currency, Drawn>> drawn = new HashMap<>();
    /** Keys that some effect sets or takes away: for these the sums are not enough. */
    private final Map<Object, Integer> set = new HashMap<>();
    private long stamp;
    private boolean settling;

    /** Begins again with what is on disk. */
    synchronized void fill(List<Laid> all) {
        byPosition.clear();
        positions.clear();
        touching.clear();
        posted.clear();
        drawn.clear();
        set.clear();
        all.forEach(this::add);
    }

    /** A transaction that settles something is under way: sums may be ahead of, or behind, what a reader sees. */
    synchronized void settling(boolean underWay) {
        settling = underWay;
        stamp++;
    }

    /** Changes whenever something is settled; negative while that is under way. */
    synchronized long stamp() {
        return settling ? -1 : stamp;
    }

    /**
     * The effects of all shown operations on an account or allowance as one, or null when they do not just add up. Good only
     * while {@link #stamp} stays the same.
     */
    synchronized @Nullable List<Effect> sum(Object what) {
        if (what instanceof Account account) {
            List<Effect> sums = new ArrayList<>();
            posted.getOrDefault(account, Map.of()).forEach((currency, amount) -> sums.add(new Effect.Post(List.of(
                    new Entry(account, amount), new Entry(ELSEWHERE, amount.negated())))));
            return sums;
        }
        if (what instanceof Key<?> key && key.table().equals(Allowance.TABLE) && !set.containsKey(key)) {
            List<Effect> sums = new ArrayList<>();
            drawn.getOrDefault(key, Map.of()).forEach((currency, sum) -> sums
                    .add(new Effect.Draw(AllowanceId.parse(key.id()), new Money(sum.minor, currency), sum.count)));
            return sums;
        }
        return null;
    }

    synchronized void add(Laid laid) {
        byPosition.put(laid.position, laid);
        positions.put(laid.id, laid.position);
        count(laid, 1);
        touched(laid.effects).forEach(what -> touching.computeIfAbsent(what, _ -> new TreeSet<>()).add(laid.position));
    }

    synchronized void told(OperationId operation, Told.What what) {
        Long position = positions.get(operation);
        if (position != null) {
            byPosition.computeIfPresent(position, (_, laid) -> {
                count(laid, -1);
                Laid now = new Laid(position, operation, laid.effects, what);
                count(now, 1);
                return now;
            });
        }
    }

    synchronized void remove(OperationId operation) {
        Long position = positions.remove(operation);
        Laid laid = position == null ? null : byPosition.remove(position);
        if (laid != null) {
            count(laid, -1);
            for (Object what : touched(laid.effects)) {
                TreeSet<Long> left = touching.get(what);
                if (left != null && left.remove(position) && left.isEmpty()) {
                    touching.remove(what);
                }
            }
        }
    }

    synchronized @Nullable Laid find(OperationId operation) {
        Long position = positions.get(operation);
        return position == null ? null : byPosition.get(position);
    }

    /** Shown operations that touch a key, account or operation, in the order of writing, each with just these effects. */
    synchronized List<Laid> touching(Object what) {
        List<Laid> found = new ArrayList<>();
        for (long position : touching.getOrDefault(what, new TreeSet<>())) {
            Laid laid = byPosition.get(position);
            if (laid != null && laid.shown()) {
                List<Effect> effects = laid.effects.stream().filter(effect -> touched(effect).contains(what)).toList();
                found.add(new Laid(position, laid.id, effects, laid.told));
            }
        }
        return found;
    }

    /** Keys of a table that any shown operation touches. */
    synchronized Set<Key<?>> keys(Table<?> table) {
        Set<Key<?>> found = new LinkedHashSet<>();
        for (Object what : touching.keySet()) {
            if (what instanceof Key<?> key && key.table().equals(table)) {
                found.add(key);
            }
        }
        return found;
    }

    /** What operations told done have drawn on allowances, one amount a currency. */
    synchronized List<Money> atRisk() {
        Map<Currency, Money> sums = new TreeMap<>((a, b) -> a.getCurrencyCode().compareTo(b.getCurrencyCode()));
        for (Laid laid : byPosition.values()) {
            if (laid.told == Told.What.DONE) {
                for (Effect effect : laid.effects) {
                    if (effect instanceof Effect.Draw(AllowanceId _, Money amount, long _)) {
                        sums.merge(amount.currency(), amount, Money::plus);
                    }
                }
            }
        }
        return List.copyOf(sums.values());
    }

    private void count(Laid laid, int times) {
        if (!laid.shown()) {
            return;
        }
        for (Effect effect : laid.effects) {
            switch (effect) {
                case Effect.Post post -> post.entries().stream().filter(entry -> entry.account().kind().hasBalance())
                        .forEach(entry -> posted.computeIfAbsent(entry.account(), _ -> new HashMap<>()).merge(
                                entry.amount().currency(), times > 0 ? entry.amount() : entry.amount().negated(), Money::plus));
                case Effect.Draw(AllowanceId allowance, Money amount, long count) ->
                    drawn.computeIfAbsent(Allowance.key(allowance), _ -> new HashMap<>()).merge(amount.currency(),
                            new Drawn(times * amount.minor(), times * count),
                            (a, b) -> new Drawn(Math.addExact(a.minor, b.minor), Math.addExact(a.count, b.count)));
                case Effect.Put put -> set.merge(put.key(), times, Unsettled::sumOrNone);
                case Effect.Remove remove -> set.merge(remove.key(), times, Unsettled::sumOrNone);
                case Effect.OpenCase _,Effect.Cancel _ -> {
                    // never an amount
                }
            }
        }
    }

    private static @Nullable Integer sumOrNone(Integer a, Integer b) {
        return a + b == 0 ? null : a + b;
    }

    private static Set<Object> touched(List<Effect> effects) {
        Set<Object> all = new LinkedHashSet<>();
        effects.forEach(effect -> all.addAll(touched(effect)));
        return all;
    }

    private static List<?> touched(Effect effect) {
        return switch (effect) {
            case Effect.Post post -> post.entries().stream().map(entry -> entry.account()).toList();
            case Effect.Put put -> List.of(put.key());
            case Effect.Remove remove -> List.of(remove.key());
            case Effect.Draw draw -> List.of(Allowance.key(draw.allowance()));
            case Effect.OpenCase open -> List.of(Case.TABLE.key(open.opened().id()));
            case Effect.Cancel cancel -> List.of(cancel.operation());
        };
    }
}
