package guichet.desk.counter;

import guichet.desk.words.Reason;
import java.time.Instant;

/** What came of sending a one-time code. */
public sealed interface CodeSent {
    /**
     * @param challenge names this code in the check
     * @param to masked mobile
     */
    record Sent(String challenge, String to, Instant resendAt, Instant expires) implements CodeSent {
    }

    /** Not sent: offline, too many, no such number. */
    record NotSent(Reason reason) implements CodeSent {
    }
}
