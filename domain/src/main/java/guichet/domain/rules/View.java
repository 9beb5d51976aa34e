package guichet.domain.rules;

import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.time.Instant;
import java.util.Currency;

/** What rules see. Everything they need is in it: also the time, policies and limits. */
public interface View {

    /** Who judges. */
    enum Standing {
        /** The central server: its verdict stands. */
        SERVER,
        /** A desk that will ask the server before it tells the operator anything. */
        DESK_ONLINE,
        /** A desk that cannot ask. */
        DESK_CUT_OFF
    }

    Standing standing();

    /** The time for which the operation is judged: its effective time. */
    Instant at();

    Read<Columns> row(Key<?> key);

    /** Balance of an account that has one ({@link Account.Kind#hasBalance}). Absent means that nothing was ever posted. */
    Read<Money> balance(Account account, Currency currency);

    /** What became of an earlier operation. Absent means that it never arrived here. */
    Read<Outcome> outcome(OperationId operation);

    default <R> Read<R> read(Key<R> key) {
        return row(key).map(row -> key.table().read(key.id(), row));
    }
}
