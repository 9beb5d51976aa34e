package guichet.domain.rules;

import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.time.Instant;
import java.util.List;

/** A store under test: empty at first, holding whatever the suite gives it. */
public interface RuleStore extends AutoCloseable {
    /** Makes a row, or lays columns over one, as an import does: by no operation. */
    void put(Key<?> key, Columns columns);

    /** Gives an account a first balance, as an import does: by no operation. Called at most once for an account. */
    void open(Account account, Money balance);

    /**
     * Records an operation and its verdict, null while there is none. Called before {@link #apply} of the same operation, and again
     * when a held operation gets its verdict.
     */
    void settle(Outcome outcome);

    /** Writes effects, in one transaction. {@code by} is the operation or Told that has them; a Told was never settled. */
    void apply(OperationId by, List<Effect> effects);

    /** What is written so far, without anything laid over it. Its standing is not looked at: the suite puts its own over it. */
    View view(Instant at);

    @Override
    void close();
}
