package guichet.desk.deciding;

import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.operations.Unchecked;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of an operation, as the operator is told. */
public sealed interface Decided {

    /**
     * On disk, with Told(done).
     *
     * @param operation the operation that was done; another than was asked when it was made anew under an allowance
     * @param online    by the server's verdict; otherwise by the desk
     * @param allowance on which it drew, or null
     */
    record Done(OperationId operation, boolean online, @Nullable AllowanceId allowance,
            List<Unchecked> unchecked) implements Decided {
        public Done {
            unchecked = List.copyOf(unchecked);
        }
    }

    /** Not done. */
    record Refused(String code, Map<String, String> details) implements Decided {
        public Refused {
            details = Map.copyOf(details);
        }
    }

    /** Only the server can decide it, and it is not heard. */
    record NeedsServer(String code, String what) implements Decided {
    }

    /**
     * Nobody knows yet.
     *
     * @param why {@code NO_ANSWER}, or {@code HELD_…} when the server has it and cannot judge it yet
     */
    record InDoubt(OperationId operation, Instant since, String why) implements Decided {
    }

    /** Given up. */
    record Withdrawn(OperationId operation) implements Decided {
    }
}
