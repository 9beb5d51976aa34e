package guichet.domain.operations;

import guichet.domain.identity.OperationId;
import java.util.Locale;

/**
 * Gives up an earlier operation of the same desk: reverses it if it was applied, else it never will be.
 *
 * @param target the operation that is given up
 */
public record Withdraw(Header header, OperationId target, Reason reason) implements Operation {

    /** Why an operation is given up. */
    public enum Reason {
        /** The server's answer did not come, and the operator did not want to wait. */
        IN_DOUBT,
        /** It was done by mistake and is undone. */
        UNDONE,
        /** The desk stopped before the operator was told anything. */
        INTERRUPTED;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Reason parse(String spelling) {
            return valueOf(spelling.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public Withdraw with(Header other) {
        return new Withdraw(other, target, reason);
    }
}
