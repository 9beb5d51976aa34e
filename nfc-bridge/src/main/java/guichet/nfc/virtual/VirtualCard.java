package guichet.nfc.virtual;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.Atr;

/**
 * A card without plastic: answers what a reader would answer for it, the pseudo-APDUs of PC/SC part 3 included. It
 * keeps its content as long as the object lives. Safe for use by several threads.
 */
public sealed interface VirtualCard permits VirtualClassic, VirtualNtag, VirtualDesfire {

    /** @throws IllegalArgumentException when there is no virtual card of that technology, or none with such a UID */
    static VirtualCard of(Technology technology, CardUid uid) {
        return switch (technology) {
            case MIFARE_CLASSIC_1K -> new VirtualClassic(uid);
            case NTAG213, NTAG215, NTAG216 -> new VirtualNtag(technology, uid);
            case DESFIRE_EV1, DESFIRE_EV2, DESFIRE_EV3 -> new VirtualDesfire(technology, uid);
            default -> throw new IllegalArgumentException("there is no virtual " + technology.tradeName());
        };
    }

    CardUid uid();

    Technology technology();

    Atr atr();

    /** Answers a command APDU; a malformed one with status 6700. */
    byte[] answer(byte[] command);

    /** Takes power away: authentications and half-done commands are forgotten, the content stays. */
    void powerOff();
}
