package guichet.nfc.cards;

import guichet.nfc.pcsc.PcscException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A way to send commands to a card. */
@FunctionalInterface
public interface CardLink {
    ResponseAPDU transmit(CommandAPDU command) throws PcscException;
}
