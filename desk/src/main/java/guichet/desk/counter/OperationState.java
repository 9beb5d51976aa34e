package guichet.desk.counter;

/** Where an operation stands, in one word. */
public enum OperationState {
    /** Has its verdict. */
    DONE,
    /** Done here, not sent yet. */
    UNSENT,
    /** Sent without an answer. */
    IN_DOUBT,
    /** Stored at the server, waits for something. */
    HELD,
    /** Refused by the server. */
    REFUSED,
    /** Given up by the operator. */
    WITHDRAWN
}
