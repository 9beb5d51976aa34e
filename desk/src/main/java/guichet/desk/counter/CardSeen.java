package guichet.desk.counter;

/**
 * A card as the reader saw it.
 *
 * @param serial UID in hex as printed to operators
 * @param technology for people, "MIFARE Classic 1K"
 * @param randomUid the serial changes at each tap
 */
public record CardSeen(String serial, String technology, Trust trust, boolean randomUid) {
}
