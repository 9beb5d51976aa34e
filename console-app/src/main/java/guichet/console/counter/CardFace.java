package guichet.console.counter;

import guichet.console.words.Reason;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The card in the middle of the counter.
 *
 * @param id internal id, or the serial when the card is not registered
 * @param why says more about the state: who blocked it and when, what took its place
 */
public record CardFace(String id, String serial, String technology, Trust trust, CardState state, Optional<Reason> why,
        Optional<LocalDate> expiry) {
}
