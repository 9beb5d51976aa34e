package guichet.nfc.readers;

/**
 * Why nothing happens and what to do about it, most pressing first. The name is the stable code that a screen
 * translates; the text is the English of it.
 */
public enum Advice {
    INSTALL_SERVICE, ALLOW_ACCESS, START_SERVICE, CONNECT_READER, CLOSE_OTHER_PROGRAM, REPLUG_READER, TURN_CARD, HOLD_CARD_STILL,
    USE_CONTACTLESS_CARD, TRY_ANOTHER_CARD, CARD_IS_READ, HOLD_CARD_TO_READER;

    public String text() {
        return switch (this) {
            case INSTALL_SERVICE -> "There is no smart card service on this computer. Install it (on Linux: pcscd).";
            case ALLOW_ACCESS -> "This user may not use the readers. The administrator must allow it (on Linux: a polkit rule).";
            case START_SERVICE -> "The smart card service does not answer. Guichet keeps asking; start it if it stays so.";
            case CONNECT_READER -> "No reader is connected.";
            case CLOSE_OTHER_PROGRAM -> "Another program holds the reader. Close it (often: gpg, a browser, a signing program).";
            case REPLUG_READER -> "The reader is set for another kind of card. Unplug it and plug it in again.";
            case TURN_CARD -> "Something lies on the reader that does not answer. Turn the card over or try another.";
            case HOLD_CARD_STILL -> "The card moved before it was read. Hold it still on the reader.";
            case USE_CONTACTLESS_CARD -> "This card has no contactless number. Hold a contactless card to the reader.";
            case TRY_ANOTHER_CARD -> "The card could not be read. Try again, or try another card.";
            case CARD_IS_READ -> "The card is read.";
            case HOLD_CARD_TO_READER -> "The reader is ready. Hold a card to it.";
        };
    }
}
