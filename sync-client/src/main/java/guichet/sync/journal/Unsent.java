package guichet.sync.journal;

import guichet.domain.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server does not have, as far as the desk knows.
 *
 * @param count  entries without an answer
 * @param oldest when the oldest of them was made, or null when there is none
 * @param atRisk what operations told done have drawn on allowances without a settled verdict, one amount a currency
 */
public record Unsent(long count, @Nullable Instant oldest, List<Money> atRisk) {

    public Unsent {
        atRisk = List.copyOf(atRisk);
    }
}
