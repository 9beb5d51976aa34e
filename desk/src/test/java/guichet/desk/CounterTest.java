package guichet.desk;

import static guichet.desk.Counterside.TWENTY;
import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.counter.Action;
import guichet.desk.counter.CardState;
import guichet.desk.counter.CodeCheck;
import guichet.desk.counter.CodeSent;
import guichet.desk.counter.Holder;
import guichet.desk.counter.Lookup;
import guichet.desk.counter.OperationLine;
import guichet.desk.counter.OperationState;
import guichet.desk.counter.Outcome;
import guichet.desk.counter.Today;
import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import guichet.domain.cards.Card;
import guichet.domain.operations.ReloadCard;
import guichet.domain.rules.Code;
import guichet.domain.rules.Verdict;
import guichet.protocol.operations.OperationCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterTest {
    @TempDir
    Path folder;
    Counterside counter;

    @BeforeEach
    void open() throws IOException {
        counter = new Counterside(folder);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private static Outcome.Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private static String refusal(Outcome outcome) {
        return outcome instanceof Outcome.Refused(Reason reason) ? reason.code() : String.valueOf(outcome);
    }

    @Test
    void aTapOpensCardMemberAndBalance() {
        counter.ready();

        Lookup.Opened opened = counter.tap(Peer.CARD.value());

        assertThat(opened.view().person().orElseThrow().name()).isEqualTo("José Núñez");
        assertThat(opened.view().card().orElseThrow().state()).isEqualTo(CardState.ACTIVE);
        assertThat(opened.view().balance().orElseThrow().amount()).isEqualTo(new Amount(5_000, "EUR"));
        assertThat(opened.view().state(Action.RELOAD).orElseThrow().notNow()).isEmpty();
    }

    @Test
    void aRandomSerialIsRefusedAndAnUnknownOneSaysWhetherItIsOnlyUnknownHere() {
        counter.ready();

        assertThat(counter.desk.counter().byTap(Counterside.seen("08112233"))).isInstanceOf(Lookup.CardRefused.class);
        assertThat(counter.tap("04999999999999").view().card().orElseThrow().state()).isEqualTo(CardState.NOT_ASSIGNED);
        counter.cutOff();
        assertThat(counter.tap("04999999999999").view().card().orElseThrow().state()).isEqualTo(CardState.NOT_KNOWN_HERE);
    }

    @Test
    void aMemberIsFoundByMobileAndByNameWithoutAccents() {
        counter.ready();

        assertThat(counter.desk.counter().byText("+34 600-111-222")).isInstanceOf(Lookup.Opened.class);
        assertThat(counter.desk.counter().byText("nunez")).isInstanceOf(Lookup.Opened.class);
        assertThat(counter.desk.counter().byText("04 a1 b2 c3 d4 e5 f6")).isInstanceOf(Lookup.Opened.class);
        assertThat(counter.desk.counter().byText("nobody")).isInstanceOf(Lookup.Nobody.class);
        assertThat(counter.desk.counter().search("60011")).extracting(line -> line.card()).containsExactly(Peer.CARD.value());
    }

    @Test
    void anOnlineReloadIsDoneByTheServersVerdictOnceForOneId() {
        counter.ready();
        String id = counter.desk.counter().newOperationId();

        Outcome.Done first = done(counter.reload(id, TWENTY));
        assertThat(counter.reload(id, TWENTY)).isInstanceOf(Outcome.Done.class);

        assertThat(first.by()).isEqualTo(Outcome.DecidedBy.ONLINE);
        assertThat(first.balance().orElseThrow().amount().minor()).isEqualTo(7_000);
        assertThat(counter.peer.balance()).isEqualTo(7_000);
        assertThat(counter.shownBalance()).isEqualTo(7_000);
    }

    @Test
    void aRefusalByTheServerIsToldAndNothingIsShown() {
        counter.ready();
        counter.peer.refuses = Code.CARD_BLOCKED;

        assertThat(refusal(counter.reload(TWENTY))).isEqualTo("CARD_BLOCKED");

        assertThat(counter.shownBalance()).isEqualTo(5_000);
        assertThat(counter.desk.counter().today().last().getFirst().state()).isEqualTo(OperationState.REFUSED);
    }

    @Test
    void offlineReloadsAreDoneWithinTheAllowanceAndRefusedBeyondIt() throws IOException {
        counter.ready();
        counter.cutOff();

        Outcome.Done first = done(counter.reload(new Amount(5_000, "EUR")));
        assertThat(first.by()).isEqualTo(Outcome.DecidedBy.ALLOWANCE);
        assertThat(first.unchecked()).isNotEmpty();
        assertThat(first.dataAsOf()).isPresent();
        done(counter.reload(new Amount(3_000, "EUR")));
        assertThat(counter.desk.counter().reloadTerms(Peer.CARD.value()).offlineMost()).contains(TWENTY);
        assertThat(counter.reload(new Amount(2_001, "EUR")))
                .isEqualTo(new Outcome.Refused(Reason.of("ALLOWANCE_USED_UP", TWENTY)));
        assertThat(counter.shownBalance()).isEqualTo(13_000);

        counter.backAndSynced();

        assertThat(counter.peer.balance()).isEqualTo(13_000);
        assertThat(counter.shownBalance()).isEqualTo(13_000);
    }

    @Test
    void withoutAnAllowanceMoneyNeedsTheServer() {
        counter.peer.allowance = 0;
        counter.ready();
        counter.cutOff();

        assertThat(counter.reload(TWENTY)).isEqualTo(new Outcome.NeedsServer(Reason.of("NEEDS_ONLINE")));
    }

    @Test
    void aServerThatIsGoneUnnoticedCostsNoMoreThanTheAllowance() throws IOException {
        counter.ready();
        counter.peer.goes();

        Outcome.Done first = done(counter.reload(TWENTY));

        assertThat(first.by()).isEqualTo(Outcome.DecidedBy.ALLOWANCE);
        assertThat(counter.shownBalance()).isEqualTo(7_000);
        counter.backAndSynced();
        assertThat(counter.peer.balance()).isEqualTo(7_000);
    }

    @Test
    void aLostAnswerIsInDoubtUntilItResolvesItself() {
        counter.ready();
        counter.peer.losesAnswers = true;

        Outcome outcome = counter.reload(TWENTY);

        assertThat(outcome).isInstanceOf(Outcome.InDoubt.class);
        String id = ((Outcome.InDoubt) outcome).operationId();
        counter.peer.losesAnswers = false;
        counter.online();
        assertThat(done(counter.desk.counter().settle(id)).by()).isEqualTo(Outcome.DecidedBy.ONLINE);
        counter.synced();
        assertThat(counter.peer.balance()).isEqualTo(7_000);
        assertThat(counter.shownBalance()).isEqualTo(7_000);
    }

    @Test
    void anOperationInDoubtCanBeGivenUpAlthoughTheServerHadAppliedIt() {
        counter.ready();
        counter.peer.losesAnswers = true;
        String id = ((Outcome.InDoubt) counter.reload(TWENTY)).operationId();

        assertThat(counter.desk.counter().withdraw(id)).isEqualTo(new Outcome.Withdrawn(id));
        assertThat(counter.shownBalance()).isEqualTo(5_000);
        counter.peer.losesAnswers = false;
        counter.synced();

        assertThat(counter.peer.balance()).isEqualTo(5_000);
        assertThat(counter.shownBalance()).isEqualTo(5_000);
    }

    @Test
    void aReloadDoneOfflineIsUndoneWithItsDrawOnTheAllowance() throws IOException {
        counter.ready();
        counter.cutOff();
        String id = done(counter.reload(new Amount(5_000, "EUR"))).operationId();

        counter.desk.counter().withdraw(id);

        assertThat(counter.shownBalance()).isEqualTo(5_000);
        assertThat(counter.desk.counter().today().reloads()).isZero();
        done(counter.reload(new Amount(5_000, "EUR")));
        done(counter.reload(new Amount(5_000, "EUR")));
        counter.backAndSynced();
        assertThat(counter.peer.balance()).isEqualTo(15_000);
    }

    @Test
    void aReloadOfACardAssignedHereNamesTheAssignmentItNeeds() throws Exception {
        counter.ready();
        Holder holder = new Holder.New("Eva Sol", "+34600333444");
        CodeSent.Sent sent = (CodeSent.Sent) counter.desk.counter().sendCode("", holder);
        assertThat(sent.to()).as("as every screen shows it").isEqualTo("•••••••••444");
        assertThat(counter.desk.counter().checkCode(sent.challenge(), "000000")).isEqualTo(new CodeCheck.Wrong(4));
        CodeCheck.Right right = (CodeCheck.Right) counter.desk.counter().checkCode(sent.challenge(), Peer.CODE);
        counter.cutOff();

        String assigned = counter.desk.counter().newOperationId();
        Outcome.Done assign = done(
                counter.desk.counter().assign(assigned, Counterside.seen(Peer.FREE_CARD.value()), holder, right.proof()));
        assertThat(assign.by()).isEqualTo(Outcome.DecidedBy.DESK);
        Outcome.Done reload = done(
                counter.desk.counter().reload(counter.desk.counter().newOperationId(), Peer.FREE_CARD.value(), TWENTY, TWENTY));

        ReloadCard written = (ReloadCard) OperationCodec.decode(counter.line().journal()
                .entry(guichet.domain.identity.OperationId.parse(reload.operationId())).orElseThrow().entry().bytes());
        assertThat(written.header().needs()).extracting(Object::toString).contains(assigned);
        counter.backAndSynced();
        assertThat(counter.peer.verdict(reload.operationId()).orElseThrow()).isInstanceOf(Verdict.Applied.class);
    }

    @Test
    void aCardCannotBeAssignedOfflineBecauseNoCodeCanBeSent() {
        counter.ready();
        counter.cutOff();

        assertThat(counter.desk.counter().sendCode("", new Holder.New("Eva Sol", "+34600333444")))
                .isEqualTo(new CodeSent.NotSent(Reason.of("OTP_NEEDS_ONLINE")));
        assertThat(counter.tap(Peer.FREE_CARD.value()).view().state(Action.ASSIGN).orElseThrow().notNow())
                .contains(Reason.of("OTP_NEEDS_ONLINE"));
    }

    @Test
    void aCardBlockedElsewhereIsRefusedHere() {
        counter.ready();
        counter.peer.put(Card.key(Peer.CARD),
                guichet.domain.state.Columns.none().with(Card.STATUS, Card.Status.BLOCKED.spelling()));
        Counterside.await(() -> {
            counter.line().loop().wake();
            return counter.tap(Peer.CARD.value()).view().card().orElseThrow().state() == CardState.BLOCKED;
        });
        int before = counter.line().journal().entries(1000).size();

        assertThat(refusal(counter.reload(TWENTY))).isEqualTo("CARD_BLOCKED");
        assertThat(counter.line().journal().entries(1000)).as("what the desk refuses is not written").hasSize(before);
    }

    @Test
    void todayEndsWhenTheGamingDayDoesAndNotAtMidnight() {
        counter.now = Instant.parse("2026-11-21T22:30:00Z"); // 23:30 in Madrid
        counter.ready();
        done(counter.reload(TWENTY));
        counter.now = Instant.parse("2026-11-22T04:59:00Z"); // 05:59
        done(counter.reload(TWENTY));

        Today night = counter.desk.counter().today();
        assertThat(night.reloads()).isEqualTo(2);
        assertThat(night.taken()).containsExactly(new Amount(4_000, "EUR"));

        counter.now = Instant.parse("2026-11-22T05:00:00Z"); // 06:00
        Today morning = counter.desk.counter().today();
        assertThat(morning.reloads()).isZero();
        assertThat(morning.taken()).containsExactly(new Amount(0, "EUR"));
        assertThat(morning.last()).hasSize(2).extracting(OperationLine::subject).containsOnly("José Núñez");
        assertThat(counter.desk.counter().history("", Peer.CARD.value())).hasSize(2);
    }
}
