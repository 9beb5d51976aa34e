package guichet.console.counter;

import guichet.console.words.Amount;
import java.util.List;

/**
 * This desk's gaming day so far.
 *
 * @param reloads number of reloads
 * @param taken cash taken, per currency
 * @param last the last ten operations of the desk, latest first
 */
public record Today(int reloads, List<Amount> taken, int cardsAssigned, List<OperationLine> last) {
    public Today {
        taken = List.copyOf(taken);
        last = List.copyOf(last);
    }
}
