package guichet.nfc.readers;

/**
 * Why nothing happens and what to do about it, most pressing first. The name is the stable code that a screen
 * translates; the text is the English of it.
 */
public enum Advice {
    INSTALL_SERVICE("There is no smart card service on this computer. Install it (on Linux: pcscd)."), ALLOW_ACCESS(
            "This user may not use the readers. The administrator must allow it (on Linux: a polkit rule)."), START_SERVICE(
                    "The smart card service does not answer. Guichet keeps asking; start the service if it stays so."), CONNECT_READER(
                            "No reader is connected."), CLOSE_OTHER_PROGRAM(
                                    "Another program holds the reader. Close it (often: gpg, a browser, a signing program)."), REPLUG_READER(
                                            "The reader is set for another kind of card. Unplug it and plug it in again."), TURN_CARD(
                                                    "Something lies on the reader that does not answer. Turn the card over or try another."), HOLD_CARD_STILL(
                                                            "The card moved before it was read. Hold it still on the reader."), USE_CONTACTLESS_CARD(
                                                                    "This card has no contactless number. Hold a contactless card to the reader."), TRY_ANOTHER_CARD(
                                                                            "The card could not be read. Try again, or try another card."), CARD_IS_READ(
                                                                                    "The card is read."), HOLD_CARD_TO_READER(
                                                                                            "The reader is ready. Hold a card to it.");

    private final String text;

    Advice(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
