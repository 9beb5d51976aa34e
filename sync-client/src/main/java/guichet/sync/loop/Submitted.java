package guichet.sync.loop;

import guichet.domain.rules.Verdict;

/** What came of pushing an operation now. */
public sealed interface Submitted {

    /** The server's verdict. */
    record Judged(Verdict verdict) implements Submitted {
    }

    /** The server has stored it and cannot judge it yet. */
    record Held(String why) implements Submitted {
    }

    /** It is on the wire and the deadline has passed, or the answer was lost: it resolves itself, or is withdrawn. */
    record InDoubt() implements Submitted {
    }

    /** It was not sent: the server certainly does not have it. */
    record Offline(String why) implements Submitted {
    }
}
