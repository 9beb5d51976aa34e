package guichet.console.counter;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.counter.Action;
import guichet.desk.counter.CardSeen;
import guichet.desk.counter.CardState;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.Lookup;
import guichet.desk.counter.MemberLine;
import guichet.desk.counter.Outcome;
import guichet.desk.counter.Person;
import guichet.desk.counter.Trust;
import guichet.console.fakes.FakeCounter;
import guichet.console.fakes.FakeDesk;
import guichet.console.fakes.ManualClock;
import guichet.console.fakes.SameThread;
import guichet.console.notices.Toasts;
import guichet.desk.words.Amount;
import guichet.console.words.Said;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CounterViewModelTest {
    private final ManualClock clock = new ManualClock();
    private final SameThread tasks = new SameThread(clock);
    private final Toasts toasts = new Toasts(tasks, clock);
    private final FakeCounter desk = new FakeDesk(clock).counter;
    private final CounterViewModel counter = new CounterViewModel(desk, tasks, toasts, clock);

    private static CardSeen card(String serial) {
        return new CardSeen(serial, "MIFARE Ultralight EV1", Trust.UID_ONLY, false);
    }

    private ReloadViewModel reload() {
        counter.tap(card(FakeCounter.ACTIVE));
        counter.begin(Action.RELOAD);
        return (ReloadViewModel) counter.flow().get().orElseThrow();
    }

    private static void type(ReloadViewModel reload, String keys) {
        keys.chars().forEach(key -> reload.press((char) key));
    }

    private static CounterView opened(CounterViewModel counter) {
        return ((Lookup.Opened) counter.shown().get().orElseThrow()).view();
    }

    @Test
    void aTapOpensTheMember() {
        counter.tap(card(FakeCounter.ACTIVE));

        assertThat(opened(counter).person().orElseThrow().name()).isEqualTo("Marta Soler Puig");
    }

    @Test
    void aCardNobodyKnowsSaysSoDifferentlyOnlineAndOffline() {
        counter.tap(card(FakeCounter.NEW));
        assertThat(opened(counter).card().orElseThrow().state()).isEqualTo(CardState.NOT_ASSIGNED);

        desk.online = false;
        counter.tap(card(FakeCounter.NEW));
        assertThat(opened(counter).card().orElseThrow().state()).isEqualTo(CardState.NOT_KNOWN_HERE);
    }

    @Test
    void aCardWithARandomSerialIsRefused() {
        counter.tap(new CardSeen("08AABBCC", "phone", Trust.UID_ONLY, true));

        assertThat(counter.shown().get().orElseThrow()).isInstanceOf(Lookup.CardRefused.class);
    }

    @Test
    void aDisabledActionSaysWhyAndBeginsNothing() {
        counter.tap(card(FakeCounter.BLOCKED));
        counter.begin(Action.RELOAD);

        assertThat(counter.flow().get()).isEmpty();
        assertThat(toasts.showing().getLast().said()).isEqualTo(Said.of("reason.CARD_BLOCKED"));
    }

    @Test
    void aNewTapReplacesTheMemberButNotAReloadBegun() {
        type(reload(), "20");
        counter.tap(card(FakeCounter.NEW));
        assertThat(counter.flow().get()).isPresent();
        assertThat(opened(counter).person()).isPresent();

        counter.closeFlow();
        counter.tap(card(FakeCounter.NEW));
        assertThat(opened(counter).person()).isEmpty();
    }

    @Test
    void aReloadTakesTheExactAmountWhenNoCashIsTyped() {
        ReloadViewModel reload = reload();
        type(reload, "20");
        reload.submit();

        assertThat(desk.asked).containsExactly("reload op-1 2000 2000");
        Outcome.Done done = (Outcome.Done) reload.outcome().get().orElseThrow();
        assertThat(done.balance().orElseThrow().amount()).isEqualTo(new Amount(10_250, "EUR"));
    }

    @Test
    void theChangeIsTheCashLessTheAmount() {
        ReloadViewModel reload = reload();
        type(reload, "12.5");
        reload.field().set(ReloadViewModel.Field.CASH);
        type(reload, "20");

        assertThat(reload.change().get()).contains(new Amount(750, "EUR"));
    }

    @Test
    void tooLittleCashIsSaidBesideTheFieldAndNothingIsDone() {
        ReloadViewModel reload = reload();
        type(reload, "20");
        reload.field().set(ReloadViewModel.Field.CASH);
        type(reload, "10");
        reload.submit();

        assertThat(reload.cashError().get()).contains(Said.of("reload.cash.short", new Amount(1_000, "EUR")));
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void anAmountOutsideItsLimitsIsNotSent() {
        ReloadViewModel reload = reload();
        reload.submit();
        assertThat(reload.amountError().get()).contains(Said.of("reload.amount.missing"));
        type(reload, "500.01");
        reload.submit();
        assertThat(reload.amountError().get()).contains(Said.of("reload.amount.most", new Amount(50_000, "EUR")));
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void thirdDecimalsAndSecondPointsCannotBeTyped() {
        ReloadViewModel reload = reload();
        type(reload, "1.2.34x5");

        assertThat(reload.amount().get()).isEqualTo("1.23");
    }

    @Test
    void aSecondEnterWhileOnItsWayReloadsOnce() {
        ReloadViewModel reload = reload();
        type(reload, "20");
        tasks.hold();
        reload.submit();
        reload.submit();
        tasks.release();

        assertThat(desk.asked).containsExactly("reload op-1 2000 2000");
    }

    @Test
    void aReloadOnItsWayCannotBeClosed() {
        ReloadViewModel reload = reload();
        type(reload, "20");
        tasks.hold();
        reload.submit();
        counter.back();
        counter.leave();

        assertThat(counter.flow().get()).isPresent();
    }

    @Test
    void aReloadCanBeUndoneForTwoSecondsByWithdrawing() {
        ReloadViewModel reload = reload();
        type(reload, "20");
        reload.submit();
        tasks.advance(Duration.ofMillis(1_900));
        assertThat(reload.undoOpen().get()).isTrue();
        reload.withdraw();

        assertThat(desk.asked).containsExactly("reload op-1 2000 2000", "withdraw op-1");
        assertThat(reload.outcome().get().orElseThrow()).isInstanceOf(Outcome.Withdrawn.class);
    }

    @Test
    void afterTwoSecondsAReloadCannotBeUndoneByOneKey() {
        ReloadViewModel reload = reload();
        type(reload, "20");
        reload.submit();
        tasks.advance(Duration.ofMillis(2_100));
        reload.withdraw();

        assertThat(desk.asked).containsExactly("reload op-1 2000 2000");
    }

    @Test
    void anAnswerThatDoesNotComeLeavesTheReloadInDoubtUntilSettled() {
        ReloadViewModel reload = reload();
        desk.loseAnswer = true;
        type(reload, "20");
        reload.submit();
        assertThat(reload.outcome().get().orElseThrow()).isInstanceOf(Outcome.InDoubt.class);
        assertThat(reload.idle()).isFalse();

        reload.settle();
        assertThat(reload.outcome().get().orElseThrow()).isInstanceOf(Outcome.Done.class);
        assertThat(desk.asked).containsExactly("reload op-1 2000 2000", "settle op-1");
    }

    @Test
    void aReloadInDoubtCanBeWithdrawn() {
        ReloadViewModel reload = reload();
        desk.loseAnswer = true;
        type(reload, "20");
        reload.submit();
        reload.withdraw();

        assertThat(desk.asked).endsWith("withdraw op-1");
    }

    @Test
    void stopWaitingAsksWhereItStandsInsteadOfForgetting() {
        ReloadViewModel reload = reload();
        type(reload, "20");
        tasks.hold();
        reload.submit();
        reload.stopWaiting();
        tasks.release();

        assertThat(desk.asked).containsExactly("settle op-1");
        assertThat(reload.outcome().get().orElseThrow()).isInstanceOf(Outcome.InDoubt.class);
    }

    @Test
    void offlineAReloadSaysItWasDecidedByAllowanceAndWhatWasNotChecked() {
        desk.online = false;
        ReloadViewModel reload = reload();
        assertThat(reload.terms().get().orElseThrow().offlineMost()).contains(new Amount(10_000, "EUR"));
        type(reload, "20");
        reload.submit();

        Outcome.Done done = (Outcome.Done) reload.outcome().get().orElseThrow();
        assertThat(done.by()).isEqualTo(Outcome.DecidedBy.ALLOWANCE);
        assertThat(done.unchecked()).isNotEmpty();
        assertThat(done.balance().orElseThrow().asKnownHere()).isTrue();
    }

    @Test
    void aRefusalIsSaidBesideTheAmountAndTheNextTryIsANewOperation() {
        desk.online = false;
        ReloadViewModel reload = reload();
        type(reload, "200");
        reload.submit();
        assertThat(reload.amountError().get().orElseThrow().key()).isEqualTo("reason.ALLOWANCE_USED_UP");
        assertThat(reload.step().get()).isEqualTo(ReloadViewModel.Step.ENTER);
        reload.press('\b');
        reload.submit();

        assertThat(desk.asked).containsExactly("reload op-1 20000 20000", "reload op-2 2000 2000");
    }

    @Test
    void aBlockNeedsAReason() {
        counter.tap(card(FakeCounter.ACTIVE));
        counter.begin(Action.BLOCK);
        BlockViewModel block = (BlockViewModel) counter.flow().get().orElseThrow();
        block.submit();
        assertThat(block.error().get()).contains(Said.of("block.reason.missing"));
        block.reason().set("lost");
        block.submit();

        assertThat(desk.asked).containsExactly("block " + FakeCounter.ACTIVE + " lost");
        assertThat(opened(counter).card().orElseThrow().state()).isEqualTo(CardState.BLOCKED);
    }

    private AssignViewModel assign() {
        counter.tap(card(FakeCounter.NEW));
        counter.begin(Action.ASSIGN);
        return (AssignViewModel) counter.flow().get().orElseThrow();
    }

    @Test
    void aNewCardGoesToANewMemberAfterTheRightCode() {
        AssignViewModel assign = assign();
        assertThat(assign.step().get()).isEqualTo(AssignViewModel.Step.CUSTOMER);
        assign.query().set("600 555 666");
        assign.beginNew();
        assertThat(assign.mobile().get()).isEqualTo("600 555 666");
        assign.takeNew();
        assertThat(assign.nameError().get()).contains(Said.of("assign.name.missing"));
        assign.name().set("Iker Etxeberria");
        assign.takeNew();
        assign.sendCode();
        assign.code().set("000000");
        assign.submitCode();
        assertThat(assign.codeError().get()).contains(Said.of("assign.code.wrong", 2));
        assertThat(desk.asked).isEmpty();
        assign.code().set("135790");
        assign.submitCode();

        assertThat(assign.step().get()).isEqualTo(AssignViewModel.Step.DONE);
        assertThat(desk.asked).containsExactly("assign " + FakeCounter.NEW + " proof-1");
        counter.closeFlow();
        assertThat(opened(counter).person().map(Person::name)).isEqualTo(Optional.of("Iker Etxeberria"));
    }

    @Test
    void aCodeCanBeSentAgainOnlyAfterThePause() {
        AssignViewModel assign = assign();
        assign.choose(desk.search("mario").getFirst());
        assign.sendCode();
        assertThat(assign.resendIn().get()).isEqualTo(30);
        tasks.advance(Duration.ofSeconds(10));
        assertThat(assign.resendIn().get()).isEqualTo(20);
        tasks.advance(Duration.ofSeconds(20));
        assertThat(assign.resendIn().get()).isZero();
    }

    @Test
    void offlineTheCodeSaysThatTheServerIsNeeded() {
        AssignViewModel assign = assign();
        desk.online = false;
        assign.choose(desk.search("mario").getFirst());
        assign.sendCode();

        assertThat(assign.codeError().get()).contains(Said.of("reason.OTP_NEEDS_ONLINE"));
    }

    @Test
    void searchWaitsForAPauseInTyping() {
        AssignViewModel assign = assign();
        assign.query().set("mar");
        assertThat(assign.found()).isEmpty();
        tasks.advance(Duration.ofMillis(300));
        assertThat(assign.found()).extracting(MemberLine::name).containsExactly("Mario Ruiz", "Marta Soler Puig");
    }
}
