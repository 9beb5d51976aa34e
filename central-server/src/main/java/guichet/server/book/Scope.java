package guichet.server.book;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.members.Proof;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.protocol.desk.FeedTables;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who sees a row in the feed. Scope belongs to the desk, never to the operator. */
public final class Scope {
    /** Every desk of the licencee. */
    public static final String LICENCEE = "licencee";

    private Scope() {
    }

    /**
     * The scope of a row.
     *
     * @param row  the row as it is, or as it was when it is gone
     * @param desk on whose behalf it changes, for rows that only concern that desk
     */
    public static String of(Key<?> key, @Nullable Columns row, @Nullable UUID desk) {
        String only = desk == null ? LICENCEE : ofDesk(desk.toString());
        if (key.table().equals(Allowance.TABLE) && row != null) {
            return ofDesk(row.require(Allowance.DESK));
        }
        if (key.table().equals(Proof.TABLE) && row != null) {
            return ofDesk(row.require(Proof.DESK));
        }
        if (key.table().equals(Case.TABLE) && row != null) {
            return ofLocation(row.require(Case.LOCATION));
        }
        return key.table().equals(Proof.TABLE) || key.table().equals(FeedTables.VERDICT) ? only : LICENCEE;
    }

    public static String ofDesk(String desk) {
        return "desk:" + desk;
    }

    public static String ofLocation(String location) {
        return "location:" + location;
    }
}
