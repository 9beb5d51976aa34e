package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.MemberId;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.members.Proof;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.state.Columns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Giving up an operation, whatever became of it. */
interface WithdrawCases extends OnStage {
    @Test
    default void whatWasAppliedIsReversedToTheLastUnit() {
        ReloadCard reload = stage().applied(stage().reload(300));
        ChargeCard charge = stage().applied(stage().charge(200));
        stage().applied(stage().withdraw(reload));
        stage().applied(stage().withdraw(charge));
        assertThat(stage().balance(World.ALI)).isEqualTo(World.ALIS_BALANCE.minor());
    }

    @Test
    default void whatWasDrawnIsGivenBack() {
        AllowanceId id = stage().granted(1);
        Operation charge = stage().applied(stage().within(id, stage().charge(5_000)));
        stage().applied(stage().withdraw(charge));
        Allowance allowance = stage().need(Allowance.key(id));
        assertThat(allowance.usedTotal()).isEqualTo(World.egp(0));
        assertThat(allowance.usedCount()).isZero();
    }

    @Test
    default void whatWaitsIsRejected() {
        ReloadCard held = stage().reload(100);
        stage().hold(held);
        Withdraw withdraw = stage().applied(stage().withdraw(held));
        assertThat(stage().store.view(World.NOON).outcome(held.id()).orNull())
                .isEqualTo(new Outcome(held, new Verdict.Rejected(Code.WITHDRAWN, Map.of()), withdraw.id()));
        assertThat(stage().balance(World.ALI)).isEqualTo(World.ALIS_BALANCE.minor());
    }

    @Test
    default void anOperationIsGivenUpOnce() {
        ReloadCard reload = stage().applied(stage().reload(100));
        Withdraw first = stage().applied(stage().withdraw(reload));
        stage().conflict(stage().withdraw(reload), Code.ALREADY_WITHDRAWN, first.id());
        assertThat(stage().balance(World.ALI)).isEqualTo(World.ALIS_BALANCE.minor());
    }

    @Test
    default void whatNeverArrivedCannotBeGivenUp() {
        stage().refused(stage().withdraw(stage().reload(100)), Code.OPERATION_NOT_FOUND);
    }

    @Test
    default void onlyTheDeskAndItsOperatorOrASupervisorGiveUp() {
        ReloadCard reload = stage().applied(stage().reload(100));
        stage().as(World.COLLEAGUE).refused(stage().withdraw(reload), Code.NOT_YOURS);
        stage().as(World.SUPERVISOR).at(World.SECOND).refused(stage().withdraw(reload), Code.NOT_YOURS);
        stage().at(World.FIRST).applied(stage().withdraw(reload));
    }

    @Test
    default void neitherAWithdrawNorAGrantIsGivenUp() {
        ReloadCard reload = stage().applied(stage().reload(100));
        Withdraw withdraw = stage().applied(stage().withdraw(reload));
        stage().refused(stage().withdraw(withdraw), Code.NOT_YOURS);
        Withdraw waiting = stage().withdraw(reload);
        stage().hold(waiting);
        stage().refused(stage().withdraw(waiting), Code.NOT_YOURS);
        stage().refused(stage().withdraw(stage().applied(stage().grant(stage().allowance(1)))), Code.NOT_YOURS);
    }

    @Test
    default void aCardComesBackToTheInventoryAndItsProofIsSpent() {
        AssignCard assign = stage().applied(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF));
        Withdraw withdraw = stage().applied(stage().withdraw(assign));
        assertThat(stage().row(Card.key(World.FREE)))
                .isEqualTo(new Card(World.FREE, Card.Status.ACTIVE, null, null, null, null, withdraw.id()));
        assertThat(stage().value(Proof.key(World.ALIS_PROOF), Proof.USED_BY)).isEqualTo(withdraw.id().toString());
        stage().applied(stage().assign(World.FREE, World.SARA, World.SARAS_PROOF));
    }

    @Test
    default void aCardThatChangedSinceIsLeftAlone() {
        AssignCard assign = stage().applied(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF));
        BlockCard block = stage().applied(stage().block(World.FREE));
        stage().conflict(stage().withdraw(assign), Code.CHANGED_SINCE, block.id());
        stage().applied(stage().withdraw(block));
        assertThat(stage().value(Card.key(World.FREE), Card.STATUS)).isEqualTo("active");
        assertThat(stage().value(Card.key(World.FREE), Card.MEMBER)).isEqualTo(World.ALI.toString());
    }

    @Test
    default void aBlockThatIsUndoneLeavesTheCardAsItWas() {
        for (var card : List.of(World.FREE, World.PENDING, World.ENDED)) {
            Card before = stage().need(Card.key(card));
            BlockCard block = stage().applied(stage().block(card));
            assertThat(stage().value(Card.key(card), Card.STATUS)).isEqualTo("blocked");
            stage().applied(stage().withdraw(block));
            assertThat(stage().value(Card.key(card), Card.STATUS)).isEqualTo(before.status().spelling());
        }
    }

    @Test
    default void aMemberRegisteredByMistakeIsInactiveAndTheirNamesAreFree() {
        RegisterMember register = stage().applied(stage().register(MemberCases.MONA, MemberCases.MONAS));
        stage().applied(stage().withdraw(register));
        assertThat(stage().value(Member.key(MemberCases.MONA), Member.STATUS)).isEqualTo("inactive");
        assertThat(stage().row(MemberCases.MONAS.key())).isNull();
        MemberId other = new MemberId(World.uuid(36));
        RegisterMember again = stage().applied(stage().register(other, MemberCases.MONAS));
        assertThat(stage().row(MemberCases.MONAS.key())).isEqualTo(new Alias(Alias.MOBILE, "digest-of-mona", other, again.id()));
    }

    @Test
    default void aMemberWhoHasCreditIsNotUndone() {
        RegisterMember register = stage().applied(stage().register(MemberCases.MONA));
        stage().applied(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF));
        stage().store.put(Card.key(World.FREE), Columns.none().with(Card.MEMBER, MemberCases.MONA.toString()));
        stage().applied(new ReloadCard(stage().header(), World.FREE, MemberCases.MONA, World.egp(100)));
        stage().refused(stage().withdraw(register), Code.CHANGED_SINCE);
    }

    @Test
    default void cashInSuspenseGoesBackAndItsCaseIsClosed() {
        Operation block = stage().applied(stage().block(World.ALIS));
        ReloadCard reload = stage().reload(2_000);
        stage().conflict(reload, Code.CARD_BLOCKED, block.id());
        stage().told(reload, Told.What.DONE);
        Withdraw withdraw = stage().withdraw(reload);
        assertThat(stage().judge(withdraw, View.Standing.SERVER).effects())
                .contains(new Effect.Post(List.of(
                        new guichet.domain.money.Entry(guichet.domain.money.Account.drawer(World.FIRST.id()), World.egp(2_000)),
                        new guichet.domain.money.Entry(guichet.domain.money.Account.suspense(World.HALL.id()),
                                World.egp(-2_000)))));
        stage().applied(withdraw);
        assertThat(stage().caseOf(reload, Case.Kind.CASH_TAKEN).resolution()).isEqualTo(Case.Resolution.GIVE_BACK);
    }

    @Test
    default void cashThatASupervisorHasSettledDoesNotGoBackASecondTime() {
        stage().applied(stage().block(World.ALIS));
        ReloadCard reload = stage().reload(2_000);
        stage().serve(reload);
        stage().told(reload, Told.What.DONE);
        ResolveCase resolve = stage().as(World.SUPERVISOR).applied(
                stage().resolve(reload, Case.Kind.CASH_TAKEN, Case.Resolution.GIVE_BACK));
        stage().as(World.CASHIER).conflict(stage().withdraw(reload), Code.CHANGED_SINCE, resolve.id());
    }

    @Test
    default void goodsThatCameBackCloseTheirCaseWithoutMoney() {
        stage().applied(stage().block(World.ALIS));
        ChargeCard charge = stage().charge(2_000);
        stage().serve(charge);
        stage().told(charge, Told.What.DONE);
        Withdraw withdraw = stage().withdraw(charge);
        assertThat(stage().judge(withdraw, View.Standing.SERVER).effects()).noneMatch(Effect.Post.class::isInstance);
        stage().applied(withdraw);
        assertThat(stage().caseOf(charge, Case.Kind.GOODS_GIVEN).resolution()).isEqualTo(Case.Resolution.NOTED);
    }

    @Test
    default void whatWasRefusedAndNotToldDoneIsOnlyMarked() {
        ReloadCard reload = stage().reload(0);
        stage().refused(reload, Code.AMOUNT_NOT_POSITIVE);
        Withdraw withdraw = stage().withdraw(reload);
        assertThat(stage().judge(withdraw, View.Standing.SERVER).effects()).containsExactly(new Effect.Cancel(reload.id()));
        stage().applied(withdraw);
    }

    @Test
    default void aResolutionIsUndoneAndItsCaseIsOpenAgain() {
        stage().applied(stage().block(World.ALIS));
        ReloadCard reload = stage().reload(2_000);
        stage().serve(reload);
        stage().told(reload, Told.What.DONE);
        stage().as(World.SUPERVISOR);
        ResolveCase resolve = stage().resolve(reload, Case.Kind.CASH_TAKEN, Case.Resolution.CREDIT_MEMBER);
        stage().applied(resolve);
        stage().applied(stage().withdraw(resolve));
        assertThat(stage().balance(World.ALI)).isEqualTo(World.ALIS_BALANCE.minor());
        assertThat(stage().caseOf(reload, Case.Kind.CASH_TAKEN).isOpen()).isTrue();
        stage().applied(stage().resolve(reload, Case.Kind.CASH_TAKEN, Case.Resolution.GIVE_BACK));
    }

    @Test
    default void aDeskDoesNotPayOutCreditThatWasSpentSince() {
        ReloadCard reload = stage().applied(stage().reload(2_000));
        stage().applied(stage().charge(11_000));
        Withdraw undone = stage().withdraw(reload);
        for (View.Standing desk : List.of(View.Standing.DESK_ONLINE, View.Standing.DESK_CUT_OFF)) {
            assertThat(stage().judge(undone, desk).decision())
                    .isEqualTo(new Decision.Refused(Code.INSUFFICIENT_BALANCE, Map.of("available", "10.00"), null));
            assertThat(stage().judge(new Withdraw(stage().header(), reload.id(), Withdraw.Reason.IN_DOUBT), desk).allowed())
                    .isTrue();
        }
        stage().applied(undone); // what a desk did is a fact: amounts do not depend on the order in which desks are heard
        assertThat(stage().balance(World.ALI)).isEqualTo(-1_000);
    }
}
