package guichet.desk.counter;

/** What can be done with the card and member shown. */
public enum Action {
    /** Put money on. */
    RELOAD,
    /** Give the card to a member. */
    ASSIGN,
    /** Show the operations. */
    HISTORY,
    /** Block the card. */
    BLOCK
}
