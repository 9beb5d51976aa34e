package guichet.protocol.access;

import java.util.Map;

/**
 * How the server refuses: {@code {"error":{"code","message","details"}}}.
 *
 * @param error the refusal
 */
public record ErrorAnswer(Refusal error) {
    /**
     * A refusal.
     *
     * @param code stable, such as {@code SIGN_IN_REFUSED}
     * @param message a sentence for a person
     * @param details what more there is; may be empty
     */
    public record Refusal(String code, String message, Map<String, Object> details) {
        /** Takes a copy of the details. */
        public Refusal {
            details = Map.copyOf(details);
        }
    }
}
