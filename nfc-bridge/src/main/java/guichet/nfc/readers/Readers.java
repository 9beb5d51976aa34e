package guichet.nfc.readers;

import guichet.nfc.pcsc.PcscError;
import java.util.List;
import java.util.Optional;

/**
 * All readers at one moment.
 *
 * @param service SERVICE_MISSING, SERVICE_DOWN, NO_READER or, when there are readers, READER_READY
 * @param error what the service said when it last failed, while it is down
 * @param library what is bound, for the Devices screen
 */
public record Readers(ReaderState service, Optional<PcscError> error, String library, List<ReaderSnapshot> readers) {

    /** Why nothing happens when a card is held to a reader; of several reasons the one to deal with first. */
    public Advice why() {
        return switch (service) {
            case SERVICE_MISSING -> Advice.INSTALL_SERVICE;
            case SERVICE_DOWN -> error.filter(e -> e.meaning() == PcscError.Meaning.NOT_ALLOWED).isPresent()
                    ? Advice.ALLOW_ACCESS
                    : Advice.START_SERVICE;
            case NO_READER -> Advice.CONNECT_READER;
            default -> readers.stream().map(Readers::why).min(Advice::compareTo).orElse(Advice.CONNECT_READER);
        };
    }

    /** Why nothing happens at this reader. */
    public static Advice why(ReaderSnapshot reader) {
        return switch (reader.state()) {
            case READER_BUSY -> Advice.CLOSE_OTHER_PROGRAM;
            case CARD_UNREADABLE -> switch (reader.reason().orElse(UnreadableReason.FAILED)) {
                case MUTE -> Advice.TURN_CARD;
                case REMOVED_TOO_SOON -> Advice.HOLD_CARD_STILL;
                case NO_UID -> Advice.USE_CONTACTLESS_CARD;
                case PROTOCOL -> Advice.REPLUG_READER;
                case NOT_ALLOWED -> Advice.ALLOW_ACCESS;
                case FAILED -> Advice.TRY_ANOTHER_CARD;
            };
            case CARD_READING -> Advice.HOLD_CARD_STILL;
            case CARD_OK -> Advice.CARD_IS_READ;
            // The card has gone, and why nothing came of it is still worth saying.
            default -> reader.reason().filter(r -> r == UnreadableReason.REMOVED_TOO_SOON).isPresent()
                    ? Advice.HOLD_CARD_STILL
                    : Advice.HOLD_CARD_TO_READER;
        };
    }
}
