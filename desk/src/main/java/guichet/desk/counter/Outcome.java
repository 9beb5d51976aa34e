package guichet.desk.counter;

import guichet.desk.words.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of an operation. Done means: on disk, with Told(done); only then is cash, card or entry given. */
public sealed interface Outcome {
    /**
     * @param unchecked what was not checked, as keys {@code unchecked.KEY}
     * @param dataAsOf how old the data was that the decision rests on, when offline
     */
    record Done(String operationId, DecidedBy by, Optional<Balance> balance, List<String> unchecked,
            Optional<Instant> dataAsOf) implements Outcome {
    }

    /** Not done; nothing was kept. */
    record Refused(Reason reason) implements Outcome {
    }

    /** Only the server can decide this and it is not heard. Nothing was kept. */
    record NeedsServer(Reason reason) implements Outcome {
    }

    /** Sent, no answer: the operation is frozen until it resolves itself or is withdrawn. */
    record InDoubt(String operationId, Instant since) implements Outcome {
    }

    /** Given up; reversed at the server if it had been applied there. */
    record Withdrawn(String operationId) implements Outcome {
    }

    /** Who decided. */
    enum DecidedBy {
        /** The server's verdict. */
        ONLINE,
        /** This desk, within its allowance. */
        ALLOWANCE,
        /** This desk, and no money was at risk. */
        DESK
    }
}
