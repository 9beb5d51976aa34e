package guichet.nfc.readers;

import guichet.nfc.cards.CardLink;
import guichet.nfc.cards.CardUid;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscCard;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A card inside a transaction: no other program comes in between. Valid only during the work it was given to. */
public final class CardSession implements CardLink {
    private final PcscCard card;
    private final CardUid uid;

    CardSession(PcscCard card, CardUid uid) {
        this.card = card;
        this.uid = uid;
    }

    /** The UID, read in this transaction. */
    public CardUid uid() {
        return uid;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws PcscException {
        return new ResponseAPDU(card.transmit(command.getBytes()));
    }
}
