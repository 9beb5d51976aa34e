package guichet.console.review;

/** How a person may settle an item. */
public enum Resolution {
    /** It was done: money or card changed hands. */
    DONE,
    /** Give it up. */
    WITHDRAW,
    /** Do it again as a new operation. */
    AGAIN,
    /** Reverse it. */
    REVERSE,
    /** Write the shortfall off to the risk allowance. */
    WRITE_OFF,
    /** Charge it to someone. */
    CHARGE_TO
}
