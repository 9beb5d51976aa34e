package guichet.nfc.cards;

import guichet.nfc.pcsc.PcscException;
import java.util.Optional;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** Reading a card's UID with the pseudo-APDU of PC/SC part 3, section 3.2.2.1.3. */
public final class CardReading {
    private static final int OK = 0x9000;
    private static final int WRONG_LENGTH = 0x6C;

    private CardReading() {
    }

    /** The UID; empty when the reader gives none, as for a contact chip. */
    public static Optional<CardUid> uid(CardLink card) throws PcscException {
        ResponseAPDU answer = card.transmit(new CommandAPDU(0xFF, 0xCA, 0, 0, 256));
        if (answer.getSW1() == WRONG_LENGTH) {
            answer = card.transmit(new CommandAPDU(0xFF, 0xCA, 0, 0, answer.getSW2()));
        }
        if (answer.getSW() != OK) {
            return Optional.empty();
        }
        try {
            return Optional.of(CardUid.of(answer.getData()));
        } catch (IllegalArgumentException oddLength) {
            return Optional.empty();
        }
    }
}
