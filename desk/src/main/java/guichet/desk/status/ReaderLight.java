package guichet.desk.status;

/** The reader's light in the top strip. */
public enum ReaderLight {
    /** A reader waits for a card. */
    READY,
    /** A card lies on it. */
    CARD,
    /** Another program has it, or it does not answer. */
    TROUBLE,
    /** None is plugged in. */
    NONE
}
