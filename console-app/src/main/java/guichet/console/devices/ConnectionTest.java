package guichet.console.devices;

import guichet.console.words.Reason;
import java.time.Duration;

/** What came of a connection test. */
public sealed interface ConnectionTest {
    /** @param clockOff how far this computer's clock is from the server's, may be negative */
    record Fine(String server, Duration roundTrip, Duration clockOff) implements ConnectionTest {
    }

    /** The server was not reached or refused. */
    record Failed(Reason reason) implements ConnectionTest {
    }
}
