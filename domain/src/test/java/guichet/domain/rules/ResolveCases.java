package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cases.Case;
import guichet.domain.cases.Case.Kind;
import guichet.domain.cases.Case.Resolution;
import guichet.domain.members.Member;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.state.Columns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a person settles a case. */
interface ResolveCases extends OnStage {
    Account SUSPENSE = Account.suspense(World.HALL.id());
    Account RISK = Account.risk(World.HALL.id());
    Account REVENUE = Account.revenue(World.HALL.id());
    Account ALIS_CREDIT = Account.member(World.ALI);

    @Test
    default void cashGoesBackOutOfTheDrawerOfWhoeverSettlesIt() {
        Operation reload = cashTaken();
        stage().at(World.SECOND);
        settled(reload, Kind.CASH_TAKEN, Resolution.GIVE_BACK, Account.drawer(World.SECOND.id()), SUSPENSE);
    }

    @Test
    default void cashBecomesCreditAfterAll() {
        settled(cashTaken(), Kind.CASH_TAKEN, Resolution.CREDIT_MEMBER, ALIS_CREDIT, SUSPENSE);
        assertThat(stage().balance(World.ALI)).isEqualTo(12_000);
    }

    @Test
    default void cashIsWrittenOffToTheRiskOfTheLocation() {
        settled(cashTaken(), Kind.CASH_TAKEN, Resolution.WRITE_OFF, RISK, SUSPENSE);
    }

    @Test
    default void goodsAreWrittenOffAgainstTheRiskOfTheLocation() {
        settled(goodsGiven(), Kind.GOODS_GIVEN, Resolution.WRITE_OFF, REVENUE, RISK);
    }

    @Test
    default void goodsAreChargedAfterAllAlsoBelowZero() {
        settled(goodsGiven(), Kind.GOODS_GIVEN, Resolution.CHARGE_MEMBER, REVENUE, ALIS_CREDIT);
        assertThat(stage().balance(World.ALI)).isEqualTo(8_000);
    }

    @Test
    default void cashThatWentOutIsWrittenOffOrChargedToTheMember() {
        Withdraw one = cashGiven();
        settled(one, Kind.CASH_GIVEN, Resolution.WRITE_OFF, SUSPENSE, RISK);
        Withdraw two = cashGiven();
        settled(two, Kind.CASH_GIVEN, Resolution.CHARGE_MEMBER, SUSPENSE, ALIS_CREDIT);
        assertThat(stage().balance(World.ALI)).isEqualTo(12_000);
    }

    @Test
    default void cashThatWentOutTwiceForOneCaseIsChargedToItsMember() {
        Operation reload = cashTaken();
        stage().applied(stage().resolve(reload, Kind.CASH_TAKEN, Resolution.GIVE_BACK));
        ResolveCase again = stage().resolve(reload, Kind.CASH_TAKEN, Resolution.GIVE_BACK);
        stage().refused(again, Code.CASE_CLOSED);
        stage().told(again, Told.What.DONE);
        settled(again, Kind.CASH_GIVEN, Resolution.CHARGE_MEMBER, SUSPENSE, ALIS_CREDIT);
    }

    @Test
    default void whatMovedNoMoneyIsNoted() {
        Operation block = stage().block(World.STOPPED);
        stage().serve(block);
        stage().told(block, Told.What.DONE);
        stage().as(World.SUPERVISOR);
        ResolveCase resolve = stage().applied(stage().resolve(block, Kind.DONE_BUT_REFUSED, Resolution.NOTED));
        assertThat(stage().caseOf(block, Kind.DONE_BUT_REFUSED).resolution()).isEqualTo(Resolution.NOTED);
        assertThat(stage().value(Case.key(block.id(), Kind.DONE_BUT_REFUSED), Case.RESOLVED_BY))
                .isEqualTo(resolve.id().toString());
        assertThat(stage().value(Case.key(block.id(), Kind.DONE_BUT_REFUSED), Case.RESOLVED_AT)).isEqualTo(World.NOON);
    }

    @Test
    default void eachKindHasItsOwnWaysOut() {
        Map<Kind, Operation> cases = Map.of(Kind.CASH_TAKEN, cashTaken(), Kind.GOODS_GIVEN, goodsGiven(), Kind.CASH_GIVEN,
                cashGiven());
        cases.forEach((kind, operation) -> {
            for (Resolution resolution : Resolution.values()) {
                if (!kind.ways().contains(resolution)) {
                    stage().as(World.SUPERVISOR).refused(stage().resolve(operation, kind, resolution),
                            Code.RESOLUTION_NOT_ALLOWED);
                }
            }
            assertThat(stage().caseOf(operation, kind).isOpen()).isTrue();
        });
    }

    @Test
    default void aCaseIsClosedOnce() {
        Operation reload = cashTaken();
        stage().applied(stage().resolve(reload, Kind.CASH_TAKEN, Resolution.WRITE_OFF));
        stage().refused(stage().resolve(reload, Kind.CASH_TAKEN, Resolution.GIVE_BACK), Code.CASE_CLOSED);
        stage().refused(stage().resolve(stage().block(World.ALIS), Kind.ALARM, Resolution.NOTED), Code.CASE_NOT_FOUND);
    }

    @Test
    default void onlyASupervisorOfTheLocationClosesIt() {
        Operation reload = cashTaken();
        stage().as(World.CASHIER).refused(stage().resolve(reload, Kind.CASH_TAKEN, Resolution.WRITE_OFF), Code.OPERATOR_ROLE);
        stage().as(World.SUPERVISOR).at(World.FAR).refused(stage().resolve(reload, Kind.CASH_TAKEN, Resolution.WRITE_OFF),
                Code.OPERATOR_ELSEWHERE);
    }

    @Test
    default void nothingIsCreditedToAMemberWhoIsNotServed() {
        Operation reload = cashTaken();
        stage().store.put(Member.key(World.ALI), Columns.none().with(Member.STATUS, "banned"));
        stage().refused(stage().resolve(reload, Kind.CASH_TAKEN, Resolution.CREDIT_MEMBER), Code.MEMBER_INACTIVE);
        stage().applied(stage().resolve(reload, Kind.CASH_TAKEN, Resolution.GIVE_BACK));
    }

    private void settled(Operation about, Kind kind, Resolution resolution, Account to, Account from) {
        ResolveCase resolve = stage().as(World.SUPERVISOR).resolve(about, kind, resolution);
        assertThat(stage().judge(resolve, View.Standing.SERVER).effects()).contains(
                new Effect.Post(List.of(new Entry(to, World.egp(2_000)), new Entry(from, World.egp(-2_000)))));
        stage().applied(resolve);
        assertThat(stage().caseOf(about, kind).resolution()).isEqualTo(resolution);
    }

    private Operation cashTaken() {
        return refused(stage().as(World.CASHIER).reload(2_000));
    }

    private Operation goodsGiven() {
        return refused(stage().as(World.CASHIER).charge(2_000));
    }

    private Withdraw cashGiven() {
        ReloadCard reload = stage().as(World.CASHIER).applied(stage().reload(2_000));
        Withdraw withdraw = stage().as(World.SUSPENDED).withdraw(reload);
        stage().refused(withdraw, Code.OPERATOR_SUSPENDED);
        stage().told(withdraw, Told.What.DONE);
        stage().as(World.SUPERVISOR);
        return withdraw;
    }

    /** Refused because its card was blocked for a moment, and told done. */
    private Operation refused(Operation operation) {
        Operation block = stage().applied(stage().block(World.ALIS));
        assertThat(stage().serve(operation)).isInstanceOf(Verdict.Conflict.class);
        stage().told(operation, Told.What.DONE);
        stage().applied(stage().withdraw(block));
        stage().as(World.SUPERVISOR);
        return operation;
    }
}
