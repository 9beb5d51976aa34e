package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cases.Case;
import guichet.domain.identity.MemberId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators were told, and what follows when it turns out otherwise. */
interface ToldCases extends OnStage {
    @Test
    default void nothingFollowsWhenTheVerdictIsWhatWasTold() {
        ReloadCard reload = stage().applied(stage().reload(100));
        for (Told.What what : Told.What.values()) {
            assertThat(stage().told(reload, what)).isEmpty();
        }
    }

    @Test
    default void nothingFollowsWhenARefusedOperationWasNotToldDone() {
        ReloadCard reload = refusedReload();
        assertThat(stage().told(reload, Told.What.IN_DOUBT)).isEmpty();
        assertThat(stage().told(reload, Told.What.REFUSED)).isEmpty();
        assertThat(stage().told(reload, Told.What.WITHDRAWN)).isEmpty();
    }

    @Test
    default void cashThatWasTakenLiesInSuspense() {
        ReloadCard reload = refusedReload();
        assertThat(stage().told(reload, Told.What.DONE)).contains(
                new Effect.Post(List.of(new Entry(Account.suspense(World.HALL.id()), World.egp(2_000)),
                        new Entry(Account.drawer(World.FIRST.id()), World.egp(-2_000)))));
        assertThat(stage().caseOf(reload, Case.Kind.CASH_TAKEN)).isEqualTo(new Case(Case.id(reload.id(), Case.Kind.CASH_TAKEN),
                Case.Kind.CASH_TAKEN, reload.id(), World.HALL.id(), "CARD_BLOCKED", World.NOON, World.egp(2_000), null));
        assertThat(stage().balance(World.ALI)).isEqualTo(World.ALIS_BALANCE.minor());
    }

    @Test
    default void toldDoneTwiceIsOneCaseAndOneLeg() {
        ReloadCard reload = refusedReload();
        stage().told(reload, Told.What.DONE);
        assertThat(stage().told(reload, Told.What.DONE)).isEmpty();
        stage().as(World.SUPERVISOR).applied(stage().resolve(reload, Case.Kind.CASH_TAKEN, Case.Resolution.WRITE_OFF));
        assertThat(stage().told(reload, Told.What.DONE)).isEmpty();
    }

    @Test
    default void goodsThatWereGivenAreACaseWithoutALeg() {
        stage().applied(stage().block(World.ALIS));
        ChargeCard charge = stage().charge(2_000);
        stage().serve(charge);
        assertThat(stage().told(charge, Told.What.DONE)).singleElement().isInstanceOf(Effect.OpenCase.class);
        assertThat(stage().caseOf(charge, Case.Kind.GOODS_GIVEN).amount()).isEqualTo(World.egp(2_000));
    }

    @Test
    default void whateverElseWasToldDoneAndRefusedIsACase() {
        Stage stage = stage();
        List<Operation> refused = List.of(stage.block(World.STOPPED), stage.assign(World.ENDED, World.ALI, World.ALIS_PROOF),
                stage.register(new MemberId(World.uuid(38)), World.ALIS_MOBILE), stage.withdraw(stage.reload(5)),
                stage.resolve(stage.reload(5), Case.Kind.CASH_TAKEN, Case.Resolution.NOTED));
        for (Operation operation : refused) {
            assertThat(stage.serve(operation)).isInstanceOf(Verdict.Rejected.class);
            stage.told(operation, Told.What.DONE);
            assertThat(stage.caseOf(operation, Case.Kind.DONE_BUT_REFUSED).amount()).isNull();
        }
    }

    @Test
    default void anAmountThatIsNoneMovesNothing() {
        for (long minor : new long[]{0, -100, Long.MIN_VALUE}) {
            ReloadCard reload = stage().reload(minor);
            stage().refused(reload, Code.AMOUNT_NOT_POSITIVE);
            assertThat(stage().told(reload, Told.What.DONE)).hasSize(1);
            assertThat(stage().caseOf(reload, Case.Kind.DONE_BUT_REFUSED).amount()).isNull();
            ChargeCard charge = stage().charge(minor);
            stage().refused(charge, Code.AMOUNT_NOT_POSITIVE);
            assertThat(stage().told(charge, Told.What.DONE)).hasSize(1);
            assertThat(stage().caseOf(charge, Case.Kind.DONE_BUT_REFUSED).amount()).isNull();
        }
    }

    @Test
    default void toldWaitsForTheVerdict() {
        ReloadCard held = stage().reload(100);
        Told told = stage().toldOf(held, Told.What.DONE);
        assertThat(judged(told)).isEqualTo(new Decision.Waits(held.id()));
        stage().hold(held);
        assertThat(judged(told)).isEqualTo(new Decision.Waits(held.id()));
    }

    @Test
    default void aDeskSpeaksOnlyOfItsOwnOperations() {
        ReloadCard reload = refusedReload();
        Told own = stage().toldOf(reload, Told.What.DONE);
        Told foreign = new Told(own.id(), World.SECOND.id(), reload.id(), Told.What.DONE, null, List.of(), own.times());
        assertThat(judged(foreign)).isEqualTo(new Decision.Refused(Code.NOT_YOURS, Map.of(), null));
    }

    @Test
    default void nothingFollowsOfAnOperationThatWasGivenUp() {
        ReloadCard held = stage().reload(100);
        stage().hold(held);
        stage().applied(stage().withdraw(held));
        assertThat(stage().told(held, Told.What.DONE)).isEmpty();
    }

    @Test
    default void cashThatWentBackByARefusedWithdrawIsTakenFromSuspense() {
        ReloadCard reload = stage().applied(stage().reload(2_000));
        Withdraw withdraw = stage().as(World.SUSPENDED).withdraw(reload);
        stage().refused(withdraw, Code.OPERATOR_SUSPENDED);
        assertThat(stage().told(withdraw, Told.What.DONE)).contains(
                new Effect.Post(List.of(new Entry(Account.suspense(World.HALL.id()), World.egp(-2_000)),
                        new Entry(Account.drawer(World.FIRST.id()), World.egp(2_000)))));
        assertThat(stage().caseOf(withdraw, Case.Kind.CASH_GIVEN).amount()).isEqualTo(World.egp(2_000));
        assertThat(stage().told(withdraw, Told.What.DONE)).isEmpty();
    }

    @Test
    default void cashThatWasInSuspenseAndWentBackByARefusedWithdrawIsTakenFromThere() {
        ReloadCard reload = refusedReload();
        stage().told(reload, Told.What.DONE);
        Withdraw withdraw = stage().as(World.SUSPENDED).withdraw(reload);
        stage().refused(withdraw, Code.OPERATOR_SUSPENDED);
        assertThat(stage().told(withdraw, Told.What.DONE)).hasSize(2);
        assertThat(stage().caseOf(withdraw, Case.Kind.CASH_GIVEN).amount()).isEqualTo(World.egp(2_000));
    }

    @Test
    default void noCashWentBackWhereNoneWasTakenOrItHadGoneBackBefore() {
        ReloadCard neverDone = refusedReload();
        Withdraw first = stage().as(World.SUSPENDED).withdraw(neverDone);
        stage().refused(first, Code.OPERATOR_SUSPENDED);
        stage().told(first, Told.What.DONE);
        assertThat(stage().caseOf(first, Case.Kind.DONE_BUT_REFUSED).amount()).isNull();

        ReloadCard gone = stage().as(World.CASHIER)
                .applied(new ReloadCard(stage().header(), World.SARAS, World.SARA, World.egp(5)));
        Withdraw once = stage().applied(stage().withdraw(gone));
        Withdraw again = stage().withdraw(gone);
        stage().conflict(again, Code.ALREADY_WITHDRAWN, once.id());
        stage().told(again, Told.What.DONE);
        assertThat(stage().caseOf(again, Case.Kind.DONE_BUT_REFUSED).amount()).isNull();
    }

    @Test
    default void toldOfARefusedWithdrawWaitsForWhatItGaveUp() {
        ReloadCard held = stage().reload(2_000);
        stage().hold(held);
        Withdraw withdraw = stage().as(World.SUSPENDED).withdraw(held);
        stage().refused(withdraw, Code.OPERATOR_SUSPENDED);
        assertThat(judged(stage().toldOf(withdraw, Told.What.DONE))).isEqualTo(new Decision.Waits(held.id()));
    }

    @Test
    default void cashThatWentBackByARefusedResolutionIsTakenFromSuspense() {
        ReloadCard reload = refusedReload();
        stage().told(reload, Told.What.DONE);
        stage().as(World.SUPERVISOR).applied(stage().resolve(reload, Case.Kind.CASH_TAKEN, Case.Resolution.CREDIT_MEMBER));
        ResolveCase late = stage().at(World.SECOND).resolve(reload, Case.Kind.CASH_TAKEN, Case.Resolution.GIVE_BACK);
        stage().refused(late, Code.CASE_CLOSED);
        assertThat(stage().told(late, Told.What.DONE)).contains(
                new Effect.Post(List.of(new Entry(Account.suspense(World.HALL.id()), World.egp(-2_000)),
                        new Entry(Account.drawer(World.SECOND.id()), World.egp(2_000)))));
        assertThat(stage().caseOf(late, Case.Kind.CASH_GIVEN).amount()).isEqualTo(World.egp(2_000));
    }

    private Decision judged(Told told) {
        return Rules.judgeTold(told, stage().view(View.Standing.SERVER)).decision();
    }

    private ReloadCard refusedReload() {
        stage().serve(stage().block(World.ALIS));
        ReloadCard reload = stage().reload(2_000);
        assertThat(stage().serve(reload)).isInstanceOf(Verdict.Conflict.class);
        return reload;
    }
}
