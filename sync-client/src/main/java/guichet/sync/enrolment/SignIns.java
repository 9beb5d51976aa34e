package guichet.sync.enrolment;

import guichet.domain.identity.OperatorId;
import guichet.sync.store.Store;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators who have signed in online at this desk at least once. Tries are on disk before they are answered. */
public final class SignIns {

    public SignIns(Store store) {
        throw new UnsupportedOperationException();
    }

    public Optional<StoredSignIn> find(String login) {
        throw new UnsupportedOperationException();
    }

    /** Keeps what an online sign-in made, in place of what was there. */
    public void keep(StoredSignIn signIn) {
        throw new UnsupportedOperationException();
    }

    /** Counts a try before it is checked; answers the number of wrong tries including it, if it turns out wrong. */
    public int tried(OperatorId operator, @Nullable Instant lockedUntil) {
        throw new UnsupportedOperationException();
    }

    /** The try was right: the count starts again. */
    public void right(OperatorId operator) {
        throw new UnsupportedOperationException();
    }
}
