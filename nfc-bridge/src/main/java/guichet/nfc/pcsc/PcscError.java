package guichet.nfc.pcsc;

/**
 * The results of PC/SC calls, with stable names for logs and screens. Codes: PC/SC part 5, pcsclite.h and winerror.h.
 */
public enum PcscError {
    CANCELLED(0x80100002L, Meaning.NORMAL),
    INVALID_HANDLE(0x80100003L, Meaning.SERVICE_LOST),
    INVALID_PARAMETER(0x80100004L, Meaning.OTHER),
    NO_MEMORY(0x80100006L, Meaning.OTHER),
    INSUFFICIENT_BUFFER(0x80100008L, Meaning.OTHER),
    UNKNOWN_READER(0x80100009L, Meaning.READER_LOST),
    TIMEOUT(0x8010000AL, Meaning.NORMAL),
    SHARING_VIOLATION(0x8010000BL, Meaning.BUSY),
    NO_SMARTCARD(0x8010000CL, Meaning.CARD_MOVED),
    PROTO_MISMATCH(0x8010000FL, Meaning.PROTOCOL),
    NOT_READY(0x80100010L, Meaning.CARD_MOVED),
    INVALID_VALUE(0x80100011L, Meaning.OTHER),
    SYSTEM_CANCELLED(0x80100012L, Meaning.SERVICE_LOST),
    COMM_ERROR(0x80100013L, Meaning.SERVICE_LOST),
    NOT_TRANSACTED(0x80100016L, Meaning.CARD_MOVED),
    READER_UNAVAILABLE(0x80100017L, Meaning.READER_LOST),
    SHUTDOWN(0x80100018L, Meaning.SERVICE_LOST),
    NO_SERVICE(0x8010001DL, Meaning.SERVICE_LOST),
    SERVICE_STOPPED(0x8010001EL, Meaning.SERVICE_LOST),
    UNSUPPORTED(0x8010001FL, Meaning.OTHER),
    NO_READERS_AVAILABLE(0x8010002EL, Meaning.NORMAL),
    UNSUPPORTED_CARD(0x80100065L, Meaning.CARD_MUTE),
    UNRESPONSIVE_CARD(0x80100066L, Meaning.CARD_MUTE),
    UNPOWERED_CARD(0x80100067L, Meaning.CARD_MUTE),
    RESET_CARD(0x80100068L, Meaning.CARD_RESET),
    REMOVED_CARD(0x80100069L, Meaning.CARD_MOVED),
    SECURITY_VIOLATION(0x8010006AL, Meaning.NOT_ALLOWED),
    /** ERROR_INVALID_HANDLE of Windows, seen after sleep and remote-desktop reconnects. */
    WINDOWS_INVALID_HANDLE(6, Meaning.SERVICE_LOST),
    /** No PC/SC library on this machine; ours, not PC/SC's. */
    LIBRARY_MISSING(-1, Meaning.SERVICE_LOST),
    /** A code not in this table; the number is in the exception. */
    UNKNOWN(-2, Meaning.OTHER);

    /** What a caller does about an error. */
    public enum Meaning {
        /** Nothing is wrong. */
        NORMAL,
        /** Release the context, establish a new one, treat every card as new. */
        SERVICE_LOST,
        /** List the readers again. */
        READER_LOST,
        /** The card was taken away or held badly: wait for the next event. */
        CARD_MOVED,
        /** The card does not answer. */
        CARD_MUTE,
        /** Somebody reset the card: reconnect and start the card session again. */
        CARD_RESET,
        /** Another program holds the card: try again a few times. */
        BUSY,
        /** The reader is set to another protocol: take power away once. */
        PROTOCOL,
        /** The system forbids this user the service. */
        NOT_ALLOWED,
        /** Not expected; nothing to try. */
        OTHER
    }

    private final long code;
    private final Meaning meaning;

    PcscError(long code, Meaning meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public Meaning meaning() {
        return meaning;
    }

    /** The code PC/SC uses, as an unsigned 32-bit number; negative for the two that are ours. */
    public long code() {
        return code;
    }

    /** The error for a result code, whichever way its 32 bits were extended. */
    public static PcscError of(long result) {
        long unsigned = result & 0xFFFFFFFFL;
        for (PcscError error : values()) {
            if (error.code == unsigned) {
                return error;
            }
        }
        return UNKNOWN;
    }
}
