package guichet.desk.status;

import guichet.desk.words.Amount;
import java.time.Instant;
import java.util.List;

/** What the connection pill says. */
public sealed interface Connection {
    /** @param unsent entries on their way, usually 0 */
    record Online(int unsent) implements Connection {
    }

    /** @param atRisk sum per currency of what was given on allowance and has no verdict yet */
    record Offline(Instant since, int unsent, List<Amount> atRisk) implements Connection {
    }

    /** The server refused what an operator was told is done. */
    record Refused(int operations) implements Connection {
    }

    /** This desk was restored from a copy: it takes nothing more until a supervisor begins a new chain in Review. */
    record Forked() implements Connection {
    }

    /** The server does not let this desk in: it begins nothing new, also when the server is not heard. */
    record ShutOut() implements Connection {
    }

    /** First load of the tables; lookups may answer "not known here". */
    record Loading(int percent) implements Connection {
    }
}
