package guichet.domain.operations;

import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperationId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the operator was told of an operation: the second kind of journal entry. It may follow an operation more than once;
 * the last stands.
 *
 * @param id        names this entry; the server judges it as an entry of its own
 * @param operation what it speaks of
 * @param allowance by which allowance it was done, or null when the server had answered
 * @param unchecked what was not checked, as the operator saw it
 */
public record Told(OperationId id, DeskId desk, OperationId operation, What what, @Nullable AllowanceId allowance,
        List<Unchecked> unchecked,
        Times times) {

    public Told {
        unchecked = List.copyOf(unchecked);
    }

    /** Cash, goods or entry are given only after DONE. */
    public enum What {
        DONE, REFUSED, IN_DOUBT, WITHDRAWN;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static What parse(String spelling) {
            return valueOf(spelling.toUpperCase(Locale.ROOT));
        }
    }
}
