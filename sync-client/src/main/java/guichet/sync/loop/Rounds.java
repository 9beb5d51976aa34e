package guichet.sync.loop;

import guichet.protocol.chain.Entry;
import guichet.protocol.chain.Head;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.SnapshotPage;
import guichet.sync.server.DeskIdentity;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.Outbox;
import guichet.sync.server.DeskSession;
import guichet.sync.server.Reply;
import guichet.sync.server.ServerClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One round: everything that waits goes up, then everything that is new comes down. Knows no threads and no time to wait. */
final class Rounds {
    private static final int PAGE = 1000;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    /** The server says so of a chain it has closed, and of one that it does not know. */
    private static final Set<String> FORKED = Set.of("DESK_FORKED", "INCARNATION_UNKNOWN");

    /** Ends a round. Carries no stack trace: it is an answer, not a fault. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reply<?> reply;

        Stopped(Reply<?> reply) {
            super(null, null, false, false);
            this.reply = reply;
        }

        Reply<?> reply() {
            return reply;
        }
    }

    /** The server knows other entries of this chain. */
    static final class Forked extends Exception {
        private static final long serialVersionUID = 1L;

        Forked() {
            super(null, null, false, false);
        }
    }

    private final DeskIdentity identity;
    private final Outbox outbox;
    private final Feed feed;
    private final ServerClient client;
    private final DeskSession session;
    private final DeskClock clock;
    private final Consumer<List<Answer>> answered;
    private final Runnable applied;

    /**
     * @param answered gets the answers of each batch, once they are on disk
     * @param applied  is told of each page, once it is on disk
     */
    Rounds(DeskIdentity identity, Outbox outbox, Feed feed, ServerClient client, DeskSession session, DeskClock clock,
            Consumer<List<Answer>> answered, Runnable applied) {
        this.identity = identity;
        this.outbox = outbox;
        this.feed = feed;
        this.client = client;
        this.session = session;
        this.clock = clock;
        this.answered = answered;
        this.applied = applied;
    }

    /** Goes round once, or until it is told to end. */
    void once(BooleanSupplier ended) throws Stopped, Forked {
        boolean more = true;
        while (more && !ended.getAsBoolean()) {
            // Again before each page: a long snapshot never keeps an operator waiting.
            upload(ended);
            more = download();
        }
    }

    private void upload(BooleanSupplier ended) throws Stopped, Forked {
        long askedAgain = -1;
        while (!ended.getAsBoolean()) {
            Optional<Batch> next = outbox.next(Batch.MAX_ENTRIES, identity.keys().getPrivate());
            if (next.isEmpty()) {
                return;
            }
            switch (send(next.get())) {
                case BatchAnswer.Received received -> received(next.get(), received);
                case BatchAnswer.Gap(long expected) -> {
                    if (expected == askedAgain || expected > next.get().entries().getLast().sequence()) {
                        throw broken("the server asks for entry " + expected + ", which this journal cannot give");
                    }
                    askedAgain = expected;
                    outbox.gap(expected);
                }
                case BatchAnswer.Fork _ -> throw forked();
            }
        }
    }

    private BatchAnswer send(Batch batch) throws Stopped, Forked {
        Reply<BatchAnswer> reply = session.ask(token -> {
            long before = outbox.sending(batch, clock.instant());
            Reply<BatchAnswer> answer = client.operations(token, batch);
            if (certainlyNotTaken(answer)) {
                outbox.notSent(before);
            }
            return answer;
        });
        return value(reply);
    }

    /** It did not leave, or the server itself says that it took none of it. */
    private static boolean certainlyNotTaken(Reply<BatchAnswer> answer) {
        return switch (answer) {
            case Reply.Unreachable<BatchAnswer>(boolean sent, String _) -> !sent;
            case Reply.Refused<BatchAnswer>(int status, String _, String _) ->
                status == UNAUTHORIZED || status == FORBIDDEN || status == CONFLICT;
            case Reply.Answered<BatchAnswer> _,Reply.RateLimited<BatchAnswer> _ -> false;
        };
    }

    private void received(Batch batch, BatchAnswer.Received received) throws Stopped, Forked {
        Entry last = batch.entries().getLast();
        Head.Countersigned signed = received.head();
        boolean itsOwn = signed.isSignedBy(identity.serverKey());
        if (itsOwn && signed.head().chain().equals(last.chain()) && signed.head().sequence() > last.sequence()) {
            // It has entries of this chain that are not here: an older copy of this journal was restored.
            throw forked();
        }
        if (!itsOwn || !signed.head().equals(new Head(last.chain(), last.sequence(), last.hash()))) {
            throw broken("the server's countersignature is not its own, or not over what was sent");
        }
        clock.heard(signed.at());
        outbox.received(received);
        answered.accept(received.answers());
    }

    /** Fetches and applies one page; answers whether there is more. */
    private boolean download() throws Stopped, Forked {
        Optional<Feed.Wanted> wanted = feed.snapshotWanted();
        Optional<Cursor> cursor = feed.cursor();
        if (wanted.isPresent() || cursor.isEmpty()) {
            Feed.Wanted next = wanted.orElseThrow(() -> broken("the feed has no beginning"));
            SnapshotPage page = value(session.ask(token -> client.snapshot(token, next.table(), next.after(), PAGE)));
            feed.apply(next, page);
            clock.heard(page.at());
            applied.run();
            return true;
        }
        ChangesPage page = value(session.ask(token -> client.changes(token, cursor.get(), PAGE)));
        feed.apply(page);
        clock.heard(page.at());
        if (!page.changes().isEmpty() || page.resync()) {
            applied.run();
        }
        return page.more() || page.resync();
    }

    private <T> T value(Reply<T> reply) throws Stopped, Forked {
        if (reply instanceof Reply.Answered<T>(T value)) {
            return value;
        }
        // Also how a desk learns of a fork when the answer that told it was lost.
        if (reply instanceof Reply.Refused<T>(int status, String code, String _) && status == CONFLICT && FORKED.contains(code)) {
            throw forked();
        }
        throw new Stopped(reply);
    }

    private Forked forked() {
        outbox.forked();
        return new Forked();
    }

    private static Stopped broken(String why) {
        return new Stopped(new Reply.Unreachable<>(true, why));
    }

    /** What a failed round says on the status line. */
    static String why(Reply<?> reply) {
        return switch (reply) {
            case Reply.Answered<?> _ -> "";
            case Reply.Refused<?>(int _, String code, String message) -> message + " (" + code + ")";
            case Reply.Unreachable<?>(boolean _, String why) -> why;
            case Reply.RateLimited<?>(Duration retryAfter) -> "the server asks to wait " + retryAfter.toSeconds() + " s";
        };
    }
}
