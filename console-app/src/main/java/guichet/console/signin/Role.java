package guichet.console.signin;

/** What an operator is here; it decides which screens open. */
public enum Role {
    /** Takes and gives money at a counter or cage. */
    CASHIER,
    /** Gate and machines. */
    FLOOR,
    /** Approves and resolves. */
    SUPERVISOR,
    /** Everything at this location. */
    ADMIN
}
