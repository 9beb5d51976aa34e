package guichet.desk.counter;

import guichet.desk.words.Amount;
import java.util.List;
import java.util.Optional;

/**
 * What a reload may be.
 *
 * @param quick amounts offered as buttons
 * @param offlineMost when offline, the most that may be given by allowance
 */
public record ReloadTerms(String currency, Amount least, Amount most, List<Amount> quick, Optional<Amount> offlineMost) {
    public ReloadTerms {
        quick = List.copyOf(quick);
    }
}
