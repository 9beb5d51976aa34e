package guichet.desk.counter;

import guichet.desk.words.Amount;
import java.time.Instant;
import java.util.Optional;

/**
 * One operation in a list.
 *
 * @param kind key of its name, as in {@code operation.KIND}: ReloadCard, AssignCard, BlockCard, …
 * @param subject the member's name or the card's serial
 * @param amount signed as the member sees it; empty when no money moved
 */
public record OperationLine(String operationId, String kind, String subject, Optional<Amount> amount, Instant at, String operator,
        OperationState state) {
}
