package guichet.nfc.readers;

/** Work with a card could not begin. */
public final class CardWorkException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable code. */
    public enum Code {
        /** There is no such reader. */
        NO_READER,
        /** No card that can be read lies there. */
        NO_CARD,
        /** Another card lies there than the one named. */
        OTHER_CARD,
        /** The monitor is closed. */
        CLOSED
    }

    private final Code code;

    CardWorkException(Code code, ReaderName reader) {
        super(code + " on " + reader);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
