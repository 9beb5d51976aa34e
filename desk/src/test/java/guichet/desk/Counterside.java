package guichet.desk;

import guichet.desk.counter.CardSeen;
import guichet.desk.counter.Lookup;
import guichet.desk.counter.Outcome;
import guichet.desk.counter.Trust;
import guichet.desk.signin.EnrolmentResult;
import guichet.desk.signin.SignInResult;
import guichet.desk.words.Amount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A cashier at a counter, with a peer that can be cut off and a clock that a test moves. */
final class Counterside implements AutoCloseable {
    static final Amount TWENTY = new Amount(2_000, "EUR");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");
    /** By how much the desk's clock is behind the server's. */
    volatile Duration slow = Duration.ZERO;
    final Peer peer;
    Desk desk;
    private final Path folder;

    /** @param folder of the desk, empty */
    Counterside(Path folder) throws IOException {
        this.folder = folder;
        this.peer = new Peer(() -> now);
        this.desk = open();
    }

    private Desk open() {
        return Desk.open(DeskConfig.of(folder).withoutReaders().with(() -> now.minus(slow), DEADLINE));
    }

    /** Enrolled, all rows here, Ana signed in, with an allowance when the peer gives one. */
    Counterside ready() {
        enrol();
        signIn("ana");
        if (peer.allowance > 0) {
            await(() -> !allowances().isEmpty());
        }
        return this;
    }

    void enrol() {
        EnrolmentResult result = desk.enrolment().enrol(peer.address(), peer.enrolmentCode(), "Counter 1");
        if (!(result instanceof EnrolmentResult.Enrolled)) {
            throw new AssertionError(result);
        }
        online();
        await(() -> !line().feed().loading());
    }

    void signIn(String login) {
        SignInResult result = desk.signIn().signIn(login, Peer.PIN.toCharArray());
        if (!(result instanceof SignInResult.SignedIn)) {
            throw new AssertionError(result);
        }
    }

    guichet.desk.line.Line line() {
        return desk.line().orElseThrow();
    }

    java.util.List<?> allowances() {
        return line().view().keys(guichet.domain.allowances.Allowance.TABLE, guichet.domain.allowances.Allowance.DESK,
                line().identity().chain().desk().toString());
    }

    void online() {
        await(() -> {
            line().loop().wake();
            return line().online();
        });
    }

    /** The server goes, and the desk has noticed. */
    void cutOff() {
        peer.goes();
        await(() -> {
            line().loop().wake();
            return !line().online();
        });
    }

    /** The server is there again, and has everything. */
    void backAndSynced() throws IOException {
        peer.comesBack();
        synced();
    }

    void synced() {
        await(() -> {
            line().loop().wake();
            return line().online() && line().journal().unsent().count() == 0
                    && line().journal().entries(1000).stream().allMatch(entry -> entry.settled() || entry.verdict() == null);
        });
    }

    /** As after the program was ended and started again. */
    void restart() {
        desk.close();
        desk = open();
    }

    Lookup.Opened tap(String serial) {
        Lookup lookup = desk.counter().byTap(seen(serial));
        if (lookup instanceof Lookup.Opened opened) {
            return opened;
        }
        throw new AssertionError(lookup);
    }

    static CardSeen seen(String serial) {
        return new CardSeen(serial, "NTAG213", Trust.UID_ONLY, false);
    }

    Outcome reload(Amount amount) {
        return reload(desk.counter().newOperationId(), amount);
    }

    Outcome reload(String id, Amount amount) {
        return desk.counter().reload(id, Peer.CARD.value(), amount, amount);
    }

    long shownBalance() {
        return tap(Peer.CARD.value()).view().balance().orElseThrow().amount().minor();
    }

    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        desk.close();
        peer.close();
    }
}
