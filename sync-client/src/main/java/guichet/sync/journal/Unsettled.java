package guichet.sync.journal;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
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

    /** An operation's stored effects, with its place in the order of writing. */
    record Laid(long position, OperationId id, List<Effect> effects, Told.@Nullable What told) {

        /** Refused and withdrawn ones are never shown. */
        boolean shown() {
            return told != Told.What.REFUSED && told != Told.What.WITHDRAWN;
        }
    }

    private final Map<Long, Laid> byPosition = new TreeMap<>();
    private final Map<OperationId, Long> positions = new HashMap<>();
    /** What is touched is a {@link Key}, an {@link Account} or an {@link OperationId}. */
    private final Map<Object, TreeSet<Long>> touching = new HashMap<>();

    /** Begins again with what is on disk. */
    synchronized void fill(List<Laid> all) {
        byPosition.clear();
        positions.clear();
        touching.clear();
        all.forEach(this::add);
    }

    synchronized void add(Laid laid) {
        byPosition.put(laid.position, laid);
        positions.put(laid.id, laid.position);
        touched(laid.effects).forEach(what -> touching.computeIfAbsent(what, _ -> new TreeSet<>()).add(laid.position));
    }

    synchronized void told(OperationId operation, Told.What what) {
        Long position = positions.get(operation);
        if (position != null) {
            byPosition.computeIfPresent(position, (_, laid) -> new Laid(position, operation, laid.effects, what));
        }
    }

    synchronized void remove(OperationId operation) {
        Long position = positions.remove(operation);
        Laid laid = position == null ? null : byPosition.remove(position);
        if (laid != null) {
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
