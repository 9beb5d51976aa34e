package guichet.domain.rules;

import guichet.domain.identity.OperationId;
import java.util.List;
import java.util.Map;

/** The server's judgement of an entry. It never changes. */
public sealed interface Verdict {

    /** It happened, with these effects. */
    record Applied(List<Effect> effects) implements Verdict {
        public Applied {
            effects = List.copyOf(effects);
        }
    }

    /**
     * It did not happen.
     *
     * @param details for people and programs, without personal data
     */
    record Rejected(Code code, Map<String, String> details) implements Verdict {
        public Rejected {
            details = Map.copyOf(details);
        }
    }

    /**
     * It did not happen because another operation had made the same claim first.
     *
     * @param other the operation that stands
     */
    record Conflict(OperationId other, Code code, Map<String, String> details) implements Verdict {
        public Conflict {
            details = Map.copyOf(details);
        }
    }

    /** The verdict that follows from the server's own decision; throws {@link IllegalArgumentException} for one that has to wait. */
    static Verdict of(Judgement judgement) {
        return switch (judgement.decision()) {
            case Decision.Allowed() -> new Applied(judgement.effects());
            case Decision.Refused(Code code, Map<String, String> details, OperationId other) ->
                other == null ? new Rejected(code, details) : new Conflict(other, code, details);
            case Decision.NeedsServer needs -> throw new IllegalArgumentException("the server cannot ask the server: " + needs);
            case Decision.Waits waits -> throw new IllegalArgumentException("no verdict yet: " + waits);
        };
    }
}
