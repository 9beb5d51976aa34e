package guichet.sync.loop;

import guichet.domain.identity.OperationId;
import guichet.domain.identity.Uuid7;
import guichet.protocol.chain.Chain;
import guichet.sync.server.DeskIdentity;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.Journal;
import guichet.sync.journal.JournalEntry;
import guichet.sync.server.DeskSession;
import guichet.sync.server.Live;
import guichet.sync.server.Reply;
import guichet.sync.server.ServerClient;
import guichet.sync.store.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the journal, then fetches the feed, again and again, on one thread named "sync". Wakes when something is appended, when
 * the server hints at news, and by a timer; waits longer after each failure.
 */
public final class SyncLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);
    private static final Duration IDLE = Duration.ofSeconds(15);
    /** Without the line on which the server hints at news. */
    private static final Duration IDLE_BLIND = Duration.ofSeconds(3);
    /** While an operator waits. */
    private static final Duration URGENT = Duration.ofMillis(250);

    /** Somebody who listens; closing ends it. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    private final Journal journal;
    private final Feed feed;
    private final ServerClient client;
    private final DeskSession session;
    private final DeskClock clock;
    private final RandomGenerator random;
    private final Pace pace;
    private final Rounds rounds;
    private final Waiting waiting;
    private final List<Consumer<SyncStatus>> statusListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> appliedListeners = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean news;
    private boolean urgent;
    private @Nullable Live live;
    private boolean closed;

    /** The status but for what the journal knows better. */
    private record Standing(SyncStatus.Link link, Instant since, @Nullable Instant lastSync, @Nullable String lastError) {
    }

    private volatile Standing standing;
    private volatile long refused;

    public SyncLoop(DeskIdentity identity, Journal journal, Feed feed, ServerClient client, DeskSession session, DeskClock clock,
            RandomGenerator random) {
        this.journal = journal;
        this.feed = feed;
        this.client = client;
        this.session = session;
        this.clock = clock;
        this.random = random;
        this.pace = new Pace(random);
        this.waiting = new Waiting(journal.outbox());
        this.rounds = new Rounds(identity, journal.outbox(), feed, client, session, clock, waiting::answered, this::applied);
        this.standing = new Standing(first(journal), clock.instant(), null, null);
        this.refused = journal.troubledCount();
        this.thread = Thread.ofPlatform().name("sync").unstarted(this::run);
        journal.onAppend(() -> wake(false));
    }

    private static SyncStatus.Link first(Journal journal) {
        if (journal.forked()) {
            return SyncStatus.Link.FORKED;
        }
        return journal.outbox().shutOut() ? SyncStatus.Link.REFUSED : SyncStatus.Link.STARTING;
    }

    public void start() {
        thread.start();
    }

    /** Begins a round now, also when the loop is waiting after a failure. Returns at once. */
    public void wake() {
        wake(true);
    }

    public SyncStatus status() {
        Standing now = standing;
        return new SyncStatus(now.link, now.since, journal.unsent(), refused, feed.loading(), feed.asOf(), now.lastSync,
                now.lastError);
    }

    /** Tells of every new status, on the sync thread. Closing ends it. */
    public Listening onStatus(Consumer<SyncStatus> listener) {
        statusListeners.add(listener);
        return () -> statusListeners.remove(listener);
    }

    /** Tells that rows or verdicts have changed, on the sync thread, after the transaction. Closing ends it. */
    public Listening onApplied(Runnable listener) {
        appliedListeners.add(listener);
        return () -> appliedListeners.remove(listener);
    }

    /**
     * Pushes an appended operation now and waits for the server's answer to it. Never on a UI thread. Throws
     * {@link IllegalArgumentException} for an id that is not in the journal.
     */
    public Submitted submit(OperationId operation, Duration deadline) {
        JournalEntry entry = journal.entry(operation)
                .orElseThrow(() -> new IllegalArgumentException("the journal has no operation " + operation));
        if (entry.verdict() != null) {
            return new Submitted.Judged(entry.verdict());
        }
        if (journal.forked()) {
            return new Submitted.Offline("this desk was restored from an image");
        }
        return waiting.await(entry, deadline, () -> wake(true));
    }

    /**
     * After a fork: begins a new chain that carries over what the server may lack, and goes on. A person's decision. Throws
     * {@link IllegalStateException} when the chain is not forked.
     */
    public Chain beginAnew() {
        Chain chain = journal.outbox().beginAnew(new Uuid7(clock, random).next());
        LOG.warn("the journal goes on in a new incarnation, {}", chain.incarnation());
        stand(SyncStatus.Link.STARTING, null);
        wake(true);
        return chain;
    }

    /** Ends the round in progress and its connections, and joins the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        client.cancelAll();
        hangUp();
        waiting.stopped("the desk is closing");
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!ended()) {
            Duration pause = round();
            tell();
            pause(pause);
        }
    }

    private Duration round() {
        if (journal.forked()) {
            return forked();
        }
        try {
            rounds.once(this::ended);
            journal.outbox().shutOut(false);
            pace.succeeded();
            standing = new Standing(SyncStatus.Link.ONLINE, since(SyncStatus.Link.ONLINE), clock.instant(), null);
            listen();
            return live() ? IDLE : IDLE_BLIND;
        } catch (Rounds.Forked e) {
            LOG.error("the server knows other entries of this chain; nothing more is taken");
            return forked();
        } catch (Rounds.Stopped e) {
            return stopped(e.reply());
        } catch (StoreFault e) {
            return failed("the store: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            return failed("a fault in this program: " + e.getClass().getSimpleName(), e);
        }
    }

    private Duration forked() {
        hangUp();
        stand(SyncStatus.Link.FORKED, "this desk was restored from an image; it takes no money");
        waiting.ended("this desk was restored from an image");
        return IDLE;
    }

    private Duration stopped(Reply<?> reply) {
        String why = Rounds.why(reply);
        boolean shutOut = reply instanceof Reply.Refused<?> no && (no.status() == 401 || no.status() == 403);
        if (!ended()) {
            LOG.info("sync round ended: {}", why);
        }
        if (shutOut) {
            try {
                journal.outbox().shutOut(true);
            } catch (StoreFault e) {
                LOG.error("could not remember that the server does not let this desk in", e);
            }
        }
        // Pulling the plug does not let a desk in again that the server has shut out.
        stand(journal.outbox().shutOut() ? SyncStatus.Link.REFUSED : SyncStatus.Link.OFFLINE, why);
        waiting.stopped(why);
        Duration wait = pace.failed();
        if (reply instanceof Reply.RateLimited<?>(Duration retryAfter)) {
            return retryAfter.compareTo(wait) > 0 ? retryAfter : wait;
        }
        return waiting.anyone() ? URGENT : wait;
    }

    private Duration failed(String why, RuntimeException fault) {
        if (!ended()) {
            LOG.error("sync round failed", fault);
        }
        stand(standing.link, why);
        waiting.stopped(why);
        return pace.failed();
    }

    private void stand(SyncStatus.Link link, @Nullable String error) {
        standing = new Standing(link, since(link), standing.lastSync, error);
    }

    private Instant since(SyncStatus.Link link) {
        return standing.link == link ? standing.since : clock.instant();
    }

    private void tell() {
        try {
            refused = journal.troubledCount();
            SyncStatus now = status();
            statusListeners.forEach(listener -> listener.accept(now));
        } catch (RuntimeException e) {
            LOG.error("a listener failed", e);
        }
    }

    private void applied() {
        appliedListeners.forEach(Runnable::run);
        tell();
    }

    private void listen() {
        if (!live()) {
            session.ask(token -> {
                AtomicBoolean over = new AtomicBoolean();
                Live opened = client.live(token, () -> wake(false), () -> hungUp(over));
                lock.lock();
                try {
                    // It may have ended before it could be remembered.
                    live = over.get() ? null : opened;
                } finally {
                    lock.unlock();
                }
                return new Reply.Answered<>(opened);
            });
        }
    }

    private boolean live() {
        lock.lock();
        try {
            return live != null;
        } finally {
            lock.unlock();
        }
    }

    private void hungUp(AtomicBoolean over) {
        lock.lock();
        try {
            over.set(true);
            live = null;
        } finally {
            lock.unlock();
        }
    }

    private void hangUp() {
        lock.lock();
        try {
            if (live != null) {
                live.close();
                live = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean ended() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void wake(boolean now) {
        lock.lock();
        try {
            news = true;
            urgent |= now;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** News end an idle wait; after a failure only somebody who waits ends it. */
    private void pause(Duration most) {
        lock.lock();
        try {
            boolean idle = standing.link == SyncStatus.Link.ONLINE;
            long left = most.toNanos();
            while (!closed && !urgent && !(idle && news) && left > 0) {
                left = woken.awaitNanos(left);
            }
            news = false;
            urgent = false;
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end it.
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
