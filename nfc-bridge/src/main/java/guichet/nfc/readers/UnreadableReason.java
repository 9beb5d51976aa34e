package guichet.nfc.readers;

/** Why a card that lies there gave no tap. */
public enum UnreadableReason {
    /** It does not answer: upside down, broken, or no card at all. */
    MUTE,
    /** It was taken away, or moved, before it was read. */
    REMOVED_TOO_SOON,
    /** It has no UID that a reader can give: a contact chip. */
    NO_UID,
    /** The reader is set to a protocol that the card does not speak. */
    PROTOCOL,
    /** The system forbids this user to read cards. */
    NOT_ALLOWED,
    /** Something else; the log has the code. */
    FAILED
}
