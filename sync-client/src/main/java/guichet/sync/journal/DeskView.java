package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.Read;
import guichet.domain.rules.View;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.time.Instant;
import java.util.Currency;
import java.util.Set;

/**
 * The desk's store with its unsettled operations laid over it by {@code OverlayView}, read for read: only the effects that touch
 * what is asked are laid, so that a desk with ten thousand unsent operations answers as fast as one with ten. Not thread-safe.
 */
public final class DeskView implements View {

    DeskView() {
    }

    /** The unsettled operations whose rows have answered a read so far: a new operation cannot be true without them. */
    public Set<OperationId> sourcesRead() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Standing standing() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant at() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Read<Columns> row(Key<?> key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Read<Money> balance(Account account, Currency currency) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Read<Outcome> outcome(OperationId operation) {
        throw new UnsupportedOperationException();
    }
}
