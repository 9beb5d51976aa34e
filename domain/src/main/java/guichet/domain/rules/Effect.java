package guichet.domain.rules;

import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.util.Currency;
import java.util.List;

/** The only ways state changes. Each store has one writer per kind, and no rule in it. */
public sealed interface Effect {

    /** Moves money. The entries sum to zero per currency, else {@link IllegalArgumentException}. */
    record Post(List<Entry> entries) implements Effect {
        public Post {
            entries = List.copyOf(entries);
            for (Currency currency : entries.stream().map(entry -> entry.amount().currency()).distinct().toList()) {
                Money sum = entries.stream().map(Entry::amount).filter(amount -> amount.currency().equals(currency))
                        .reduce(Money.zero(currency), Money::plus);
                if (sum.minor() != 0) {
                    throw new IllegalArgumentException("entries do not sum to zero: " + entries);
                }
            }
        }

        public Post negated() {
            return new Post(entries.stream().map(entry -> new Entry(entry.account(), entry.amount().negated())).toList());
        }
    }

    /** Sets the named columns of a row, and makes the row when there is none. Other columns stay. */
    record Put(Key<?> key, Columns columns) implements Effect {
    }

    /** Takes a row away. */
    record Remove(Key<?> key) implements Effect {
    }

    /** Uses up (or, negative, gives back) a part of an allowance. */
    record Draw(AllowanceId allowance, Money amount, long count) implements Effect {
    }

    /** Opens a case. */
    record OpenCase(Case opened) implements Effect {
    }

    /** An earlier operation is given up: without a verdict it is Rejected(WITHDRAWN) from now on; with one, it is marked. */
    record Cancel(OperationId operation) implements Effect {
    }
}
