package guichet.nfc.readers;

import java.util.Optional;

/**
 * A reader at one moment.
 *
 * @param reason why the card cannot be read; REMOVED_TOO_SOON stays until the next card
 * @param lastTap the last tap here, also when the card has gone
 */
public record ReaderSnapshot(ReaderName name, ReaderState state, Optional<UnreadableReason> reason,
        Optional<Tap> lastTap) {
}
