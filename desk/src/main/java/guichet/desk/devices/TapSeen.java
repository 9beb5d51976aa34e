package guichet.desk.devices;

import guichet.desk.counter.CardSeen;
import java.time.Duration;
import java.time.Instant;

/** @param took from the card's arrival to its serial */
public record TapSeen(String reader, CardSeen card, Instant at, Duration took) {
}
