package guichet.console.counter;

import guichet.console.words.Reason;
import java.util.Optional;

/** @param notNow why the action is disabled; empty when it is allowed */
public record ActionState(Action action, Optional<Reason> notNow) {
    /** An action that may be done. */
    public static ActionState allowed(Action action) {
        return new ActionState(action, Optional.empty());
    }

    /** An action shown disabled with its reason. */
    public static ActionState notNow(Action action, Reason reason) {
        return new ActionState(action, Optional.of(reason));
    }
}
