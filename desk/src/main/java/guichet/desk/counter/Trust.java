package guichet.desk.counter;

/** How far a card proves what it says. */
public enum Trust {
    /** Only the serial was read: anyone can copy it. */
    UID_ONLY,
    /** The chip's maker signature was checked. */
    GENUINE_CHIP,
    /** The chip proved a key of ours. */
    AUTHENTICATED
}
