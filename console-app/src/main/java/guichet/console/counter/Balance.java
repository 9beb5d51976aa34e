package guichet.console.counter;

import guichet.console.words.Amount;
import java.time.Instant;

/**
 * A member's credit on a screen.
 *
 * @param asOf when the server last said so
 * @param asKnownHere true when offline: the feed's state with this desk's own operations laid over it
 */
public record Balance(Amount amount, Instant asOf, boolean asKnownHere) {
}
