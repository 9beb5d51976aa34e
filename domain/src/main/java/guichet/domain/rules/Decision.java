package guichet.domain.rules;

import guichet.domain.identity.OperationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a judge says. A desk's is only a decision; the server makes a {@link Verdict} of its own. */
public sealed interface Decision {

    record Allowed() implements Decision {
    }

    /**
     * @param other the operation whose claim stands in the way, or null
     */
    record Refused(Code code, Map<String, String> details, @Nullable OperationId other) implements Decision {
        public Refused {
            details = Map.copyOf(details);
        }
    }

    /**
     * The desk does not know enough.
     *
     * @param what the table, balance or right it would have to ask for
     */
    record NeedsServer(Code code, String what) implements Decision {
    }

    /** An operation that has to be judged first has no verdict yet. */
    record Waits(OperationId on) implements Decision {
    }
}
