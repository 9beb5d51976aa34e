package guichet.desk.signin;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Who stands at the desk. */
public final class Presence {
    private final AtomicReference<@Nullable SignedIn> operator = new AtomicReference<>();

    /** The operator, or empty while nobody is signed in. */
    public Optional<SignedIn> operator() {
        return Optional.ofNullable(operator.get());
    }

    /** The operator; throws {@link IllegalStateException} while nobody is signed in. */
    public SignedIn require() {
        return operator().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** Whether the operator has at least a role and may change things. */
    public boolean mayChangeAs(guichet.domain.desks.Operator.Role least) {
        return operator().filter(who -> !who.readOnly() && who.role().compareTo(least) >= 0).isPresent();
    }

    void comes(SignedIn who) {
        operator.set(who);
    }

    void goes() {
        operator.set(null);
    }
}
