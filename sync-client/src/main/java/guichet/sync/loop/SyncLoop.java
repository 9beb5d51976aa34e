package guichet.sync.loop;

import guichet.domain.identity.OperationId;
import guichet.sync.enrolment.DeskIdentity;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.Journal;
import guichet.sync.server.DeskSession;
import guichet.sync.server.ServerClient;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends the journal, then fetches the feed, again and again, on one thread named "sync". Wakes when something is appended, when
 * the server hints at news, and by a timer; waits longer after each failure.
 */
public final class SyncLoop implements AutoCloseable {

    public SyncLoop(DeskIdentity identity, Journal journal, Feed feed, ServerClient client, DeskSession session, DeskClock clock,
            RandomGenerator random) {
        throw new UnsupportedOperationException();
    }

    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Begins a round now. Returns at once. */
    public void wake() {
        throw new UnsupportedOperationException();
    }

    public SyncStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Tells of every new status, on the sync thread. Closing ends it. */
    public Listening onStatus(Consumer<SyncStatus> listener) {
        throw new UnsupportedOperationException();
    }

    /** Tells that rows or verdicts have changed, on the sync thread, after the transaction. Closing ends it. */
    public Listening onApplied(Runnable listener) {
        throw new UnsupportedOperationException();
    }

    /** Pushes an appended operation now and waits for the server's answer to it. Never on a UI thread. */
    public Submitted submit(OperationId operation, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    /** Ends the round in progress, closes its connections and joins the thread. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Somebody who listens. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
