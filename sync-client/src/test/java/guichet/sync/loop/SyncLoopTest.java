package guichet.sync.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.domain.rules.Verdict;
import guichet.protocol.desk.Change;
import guichet.sync.TestDesk;
import guichet.sync.journal.JournalEntry;
import guichet.sync.server.DeskSession;
import guichet.sync.server.ServerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SyncLoopTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    ScriptedServer server;
    TestDesk desk;
    ServerClient client;
    SyncLoop loop;

    @BeforeEach
    void open() throws Exception {
        server = new ScriptedServer();
        desk = new TestDesk(folder, server.uri());
        server.of(desk);
        client = new ServerClient(server.uri(), Duration.ofSeconds(1), Duration.ofSeconds(2));
        loop = loop();
    }

    private SyncLoop loop() {
        return new SyncLoop(desk.identity, desk.journal, desk.feed, client,
                new DeskSession(client, desk.identity, desk.journal::chain, desk.clock), desk.clock, new Random(3));
    }

    @AfterEach
    void close() throws Exception {
        loop.close();
        client.close();
        desk.close();
        server.close();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    private void online() {
        loop.start();
        await(() -> loop.status().online());
    }

    private ChargeCard appended() {
        ChargeCard charge = desk.charge(100);
        desk.journal.append(charge, List.of(), List.of(), null);
        return charge;
    }

    @Test
    void loadsTheWorldThenSendsWhatIsAppendedAndSettlesIt() {
        server.world(desk.world(10_000));
        online();
        assertThat(loop.status().loading()).isFalse();
        assertThat(desk.balance()).isEqualTo(10_000);

        ChargeCard charge = desk.charge(300);
        desk.act(charge);
        await(() -> desk.journal.entry(charge.id()).orElseThrow().settled());
        assertThat(loop.status().unsent().count()).isZero();
        assertThat(loop.status().unsent().atRisk()).isEmpty();
        assertThat(server.authorized()).isTrue();
    }

    @Test
    void anOperationSubmittedIsAnsweredWithItsVerdict() {
        online();
        ChargeCard charge = appended();
        assertThat(loop.submit(charge.id(), LONG)).isEqualTo(new Submitted.Judged(new Verdict.Applied(List.of())));
        server.verdict = new Verdict.Rejected(Code.CARD_BLOCKED, Map.of());
        ChargeCard refused = appended();
        assertThat(loop.submit(refused.id(), LONG)).isEqualTo(new Submitted.Judged(server.verdict));
        assertThat(loop.submit(charge.id(), LONG)).as("asked again")
                .isEqualTo(new Submitted.Judged(new Verdict.Applied(List.of())));
        server.held = true;
        assertThat(loop.submit(appended().id(), LONG)).isEqualTo(new Submitted.Held("PREDECESSOR"));
    }

    @Test
    void anOperationThatCannotBeSentIsOfflineAtOnce() throws Exception {
        online();
        server.close();
        ChargeCard charge = appended();
        assertThat(loop.submit(charge.id(), LONG)).isInstanceOf(Submitted.Offline.class);
        await(() -> loop.status().link() == SyncStatus.Link.OFFLINE);
        assertThat(desk.journal.entry(charge.id()).orElseThrow().state()).isEqualTo(JournalEntry.State.UNSENT);
        assertThat(loop.status().unsent().count()).isEqualTo(1);
        assertThat(loop.status().lastError()).isNotBlank();
    }

    @Test
    void anAnswerThatIsLostLeavesItInDoubtAndItResolvesItself() {
        online();
        server.loseAnswers = true;
        ChargeCard charge = appended();
        assertThat(loop.submit(charge.id(), Duration.ofMillis(600))).isEqualTo(new Submitted.InDoubt());
        assertThat(desk.journal.entry(charge.id()).orElseThrow().state()).isEqualTo(JournalEntry.State.IN_DOUBT);
        desk.journal.tell(desk.told(charge, Told.What.IN_DOUBT));
        server.loseAnswers = false;
        loop.wake();
        await(() -> desk.journal.entry(charge.id()).orElseThrow().state() == JournalEntry.State.APPLIED);
        assertThat(server.judged(charge.id())).as("applied once, however often it came").isEqualTo(1);
    }

    @Test
    void aGapIsFilledFromWhereTheServerSays() {
        online();
        assertThat(loop.submit(appended().id(), LONG)).isInstanceOf(Submitted.Judged.class);
        server.forgetEverything();
        ChargeCard second = appended();
        assertThat(loop.submit(second.id(), LONG)).isInstanceOf(Submitted.Judged.class);
        assertThat(server.received()).isEqualTo(2);
    }

    @Test
    void aForkStopsTheDeskUntilItBeginsAnew() {
        server.fork = true;
        ChargeCard charge = appended();
        loop.start();
        await(() -> loop.status().link() == SyncStatus.Link.FORKED);
        assertThatThrownBy(this::appended).isInstanceOf(IllegalStateException.class);
        assertThat(loop.submit(charge.id(), LONG)).isInstanceOf(Submitted.Offline.class);
        server.fork = false;
        server.forgetEverything();
        loop.beginAnew();
        await(() -> desk.journal.entry(charge.id()).orElseThrow().state() == JournalEntry.State.APPLIED);
        await(() -> loop.status().online());
    }

    @Test
    void aForkWhoseAnswerWasLostIsLearnedFromTheNextRefusal() {
        server.refusesBatches = "DESK_FORKED";
        ChargeCard charge = appended();
        loop.start();
        await(() -> loop.status().link() == SyncStatus.Link.FORKED);
        assertThat(desk.journal.forked()).isTrue();

        server.refusesBatches = null;
        loop.beginAnew();
        await(() -> desk.journal.entry(charge.id()).orElseThrow().state() == JournalEntry.State.APPLIED);
        assertThat(desk.journal.interrupted()).as("nobody was told of it").extracting(JournalEntry::id)
                .containsExactly(charge.id());
    }

    @Test
    void aDeskWhoseIncarnationTheServerDoesNotKnowIsForked() {
        server.refusesSessions = "INCARNATION_UNKNOWN";
        loop.start();
        await(() -> loop.status().link() == SyncStatus.Link.FORKED);
        assertThat(desk.journal.forked()).isTrue();
    }

    @Test
    void aServerThatHasMoreOfTheChainThanThisJournalMeansAFork() {
        online();
        server.ahead = 3;
        assertThat(loop.submit(appended().id(), LONG)).as("nobody waits for the deadline").isEqualTo(new Submitted.InDoubt());
        assertThat(loop.status().link()).isEqualTo(SyncStatus.Link.FORKED);
    }

    @Test
    void aHeadFurtherOnThatSomebodyElseSignedIsNoFork() {
        server.ahead = 3;
        server.forger = true;
        appended();
        loop.start();
        await(() -> loop.status().lastError() != null);
        assertThat(loop.status().lastError()).contains("countersignature");
        assertThat(desk.journal.forked()).isFalse();
    }

    @Test
    void aCountersignatureOfSomebodyElseIsNotBelieved() {
        server.forger = true;
        ChargeCard charge = appended();
        loop.start();
        await(() -> loop.status().lastError() != null);
        assertThat(loop.status().lastError()).contains("countersignature");
        assertThat(desk.journal.entry(charge.id()).orElseThrow().verdict()).isNull();
        assertThat(loop.status().unsent().count()).isEqualTo(1);
    }

    @Test
    void anExpiredTokenIsRenewedWithoutAnybodyNoticing() {
        online();
        server.revokeTokens();
        assertThat(loop.submit(appended().id(), LONG)).isInstanceOf(Submitted.Judged.class);
        assertThat(loop.status().online()).isTrue();
    }

    @Test
    void aDeskThatIsNotLetInSaysSo() {
        server.barred = true;
        loop.start();
        await(() -> loop.status().link() == SyncStatus.Link.REFUSED);
        assertThat(loop.status().lastError()).contains("DESK_REVOKED");
    }

    @Test
    void aDeskThatWasShutOutStaysSoWithoutTheServerAndAfterARestartUntilItIsLetIn() throws Exception {
        server.barred = true;
        loop.start();
        await(() -> loop.status().link() == SyncStatus.Link.REFUSED);
        server.close();
        loop.wake();
        await(() -> loop.status().lastError() != null && !loop.status().lastError().contains("DESK_REVOKED"));
        assertThat(loop.status().link()).isEqualTo(SyncStatus.Link.REFUSED);

        loop.close();
        desk.reopen();
        loop = loop();
        assertThat(loop.status().link()).isEqualTo(SyncStatus.Link.REFUSED);
        loop.start();
    }

    @Test
    void aDeskThatIsLetInAgainWorks() {
        server.barred = true;
        loop.start();
        await(() -> loop.status().link() == SyncStatus.Link.REFUSED);
        server.barred = false;
        loop.wake();
        await(() -> loop.status().online());
        desk.reopen();
        assertThat(desk.journal.outbox().shutOut()).isFalse();
    }

    @Test
    void aHintOfTheServerBringsNewsAtOnce() {
        server.world(desk.world(10_000));
        online();
        await(() -> server.listeners() == 1);
        server.publish(List.of(desk.balanceRow(42, 9)));
        server.hint();
        await(() -> Objects.equals(desk.balance(), 42L));
    }

    @Test
    void aResyncTakesANewSnapshot() {
        server.world(desk.world(10_000));
        online();
        List<Change> other = desk.world(77);
        server.newEpoch(other);
        loop.wake();
        await(() -> !loop.status().loading() && Objects.equals(desk.balance(), 77L));
    }

    @Test
    void aBacklogGoesUpInBatches() {
        for (int i = 0; i < 1201; i++) {
            appended();
        }
        loop.start();
        await(() -> loop.status().unsent().count() == 0);
        assertThat(server.batches()).containsExactly(500, 500, 201);
    }

    @Test
    void closingEndsTheThreadWhateverItIsDoing() {
        AtomicInteger told = new AtomicInteger();
        loop.onStatus(_ -> told.incrementAndGet());
        server.silent = true;
        loop.start();
        await(() -> server.requests() > 0);
        loop.close();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("sync"));
        assertThat(told.get()).isPositive();
    }
}
