package guichet.domain.rules;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cases.Case;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Policy;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.members.Proof;
import guichet.domain.state.Table;
import java.util.List;

/** Every table both stores keep, in the order in which a snapshot brings them. */
public final class Tables {
    public static final List<Table<?>> ALL = List.of(Location.TABLE, Desk.TABLE, Operator.TABLE, Policy.TABLE, Member.TABLE,
            Alias.TABLE,
            Card.TABLE, Proof.TABLE, Allowance.TABLE, Case.TABLE);

    private Tables() {
    }

    /** Throws {@link IllegalArgumentException} for a name that is none of them. */
    public static Table<?> named(String name) {
        for (Table<?> table : ALL) {
            if (table.name().equals(name)) {
                return table;
            }
        }
        throw new IllegalArgumentException("no table " + name);
    }
}
