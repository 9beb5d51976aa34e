package guichet.desk.review;

/** How a person may settle an item. */
public enum Resolution {
    /** It was done: money or card changed hands. */
    DONE,
    /** Give it up: reversed if it was applied, else it never will be. */
    WITHDRAW,
    /** The cash went back to the customer. */
    GIVE_BACK,
    /** The money is credited to the member after all. */
    CREDIT_MEMBER,
    /** The amount is charged to the member after all. */
    CHARGE_MEMBER,
    /** The location bears it. */
    WRITE_OFF,
    /** Nothing to post: it was looked at, and the reason says what was done. */
    NOTED,
    /** The desk was restored from a copy: its journal goes on in a new chain. */
    BEGIN_ANEW
}
