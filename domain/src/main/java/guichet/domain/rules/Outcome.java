package guichet.domain.rules;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What became of an operation.
 *
 * @param verdict     the server's, or null while it waits for one
 * @param withdrawnBy the Withdraw that gave it up, or null
 */
public record Outcome(Operation operation, @Nullable Verdict verdict, @Nullable OperationId withdrawnBy) {
}
