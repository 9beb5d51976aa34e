package guichet.nfc.readers;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.cards.TrustLevel;
import java.time.Duration;
import java.time.Instant;

/**
 * A card was held to a reader and read.
 *
 * @param sequence counts the taps of this monitor from 1: two taps of one card are two numbers
 * @param took from the service's word that a card lies there to its UID
 */
public record Tap(ReaderName reader, CardUid uid, Technology technology, TrustLevel trust, Instant at, long sequence,
        Duration took) {
}
