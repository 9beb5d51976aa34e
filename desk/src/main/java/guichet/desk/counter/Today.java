package guichet.desk.counter;

import guichet.desk.words.Amount;
import java.util.List;

/**
 * This desk's gaming day so far.
 *
 * @param reloads number of reloads
 * @param taken cash taken, per currency; zero of the location's own when none was; empty before enrolment
 * @param last the last ten operations of the desk, latest first
 */
public record Today(int reloads, List<Amount> taken, int cardsAssigned, List<OperationLine> last) {
    public Today {
        taken = List.copyOf(taken);
        last = List.copyOf(last);
    }
}
