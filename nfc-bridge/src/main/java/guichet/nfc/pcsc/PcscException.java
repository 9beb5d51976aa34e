package guichet.nfc.pcsc;

/** A PC/SC call failed. {@link #error()} says how; callers act on its meaning, never on the message. */
public final class PcscException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PcscError error;

    public PcscException(PcscError error, String what) {
        super(what + ": " + error);
        this.error = error;
    }

    PcscException(long result, String what) {
        super("%s: %s (0x%08X)".formatted(what, PcscError.of(result), result & 0xFFFFFFFFL));
        this.error = PcscError.of(result);
    }

    public PcscError error() {
        return error;
    }

    public PcscError.Meaning meaning() {
        return error.meaning();
    }
}
