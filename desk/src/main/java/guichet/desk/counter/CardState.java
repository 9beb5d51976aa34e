package guichet.desk.counter;

/** What a card may do. */
public enum CardState {
    /** Belongs to a member and works. */
    ACTIVE,
    /** Known or new, belongs to nobody. */
    NOT_ASSIGNED,
    /** Blocked by an operator or the server. */
    BLOCKED,
    /** Past its last day. */
    EXPIRED,
    /** Another card took its place. */
    REPLACED,
    /** This desk is offline and has never heard of it. */
    NOT_KNOWN_HERE
}
