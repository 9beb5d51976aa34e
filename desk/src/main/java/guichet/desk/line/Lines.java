package guichet.desk.line;

import guichet.desk.news.News;
import guichet.domain.identity.Uuid7;
import guichet.sync.server.DeskIdentity;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.Journal;
import guichet.sync.loop.SyncLoop;
import guichet.sync.server.DeskSession;
import guichet.sync.server.Reply;
import guichet.sync.server.ServerClient;
import guichet.sync.store.Store;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The desk's line: there is none until the desk is enrolled, and then one until it is closed. */
public final class Lines implements AutoCloseable {
    private final Store store;
    private final DeskClock clock;
    private final SecureRandom random;
    private final News news;
    private final Enrolment enrolment;
    private volatile @Nullable Line line;

    public Lines(Store store, DeskClock clock, SecureRandom random, News news) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.news = news;
        this.enrolment = new Enrolment(store, clock, random);
    }

    /** Begins to work when the desk is enrolled already. */
    public void begin() {
        enrolment.identity().ifPresent(this::begin);
    }

    /** The line, or empty while the desk is not enrolled. */
    public Optional<Line> line() {
        return Optional.ofNullable(line);
    }

    /** The line of an enrolled desk; throws {@link IllegalStateException} before. */
    public Line now() {
        Line known = line;
        if (known == null) {
            throw new IllegalStateException("the desk is not enrolled");
        }
        return known;
    }

    /**
     * Enrols and begins to work; refused as {@link Enrolment#enrol} says.
     *
     * @throws IllegalArgumentException for an address that is neither https nor this machine's own
     */
    public synchronized Reply<DeskIdentity> enrol(URI server, String code, String deskName, String kind) {
        try (ServerClient client = new ServerClient(server)) {
            Reply<DeskIdentity> reply = enrolment.enrol(client, server, code, deskName, kind);
            if (reply instanceof Reply.Answered<DeskIdentity>(DeskIdentity identity)) {
                begin(identity);
            }
            return reply;
        }
    }

    private synchronized void begin(DeskIdentity identity) {
        Journal journal = new Journal(store, identity.chain());
        Feed feed = new Feed(store, journal);
        ServerClient client = new ServerClient(identity.server());
        DeskSession session = new DeskSession(client, identity, journal::chain, clock);
        SyncLoop loop = new SyncLoop(identity, journal, feed, client, session, clock, random);
        journal.onAppend(news::changed);
        loop.onStatus(_ -> news.changed());
        loop.onApplied(news::changed);
        line = new Line(identity, store, clock, new Uuid7(clock, random), journal, feed, client, session, loop);
        loop.start();
        news.changed();
    }

    /** Ends the round in progress and closes the connections; the store stays open. */
    @Override
    public synchronized void close() {
        Line known = line;
        if (known != null) {
            known.loop().close();
            known.client().close();
        }
    }
}
