package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Policy;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.ReloadCard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cash that becomes credit, and credit that pays. */
interface MoneyCases extends OnStage {
    @Test
    default void aReloadMovesCashIntoTheDrawerAndCreditToTheMember() {
        Judgement judgement = stage().judge(stage().reload(2_500), View.Standing.SERVER);
        assertThat(judgement.effects()).containsExactly(new Effect.Post(List.of(
                new Entry(Account.member(World.ALI), World.egp(2_500)),
                new Entry(Account.drawer(World.FIRST.id()), World.egp(-2_500)))));
        stage().applied(stage().reload(2_500));
        assertThat(stage().balance(World.ALI)).isEqualTo(12_500);
    }

    @Test
    default void aChargeMovesCreditToTheRevenueOfTheLocation() {
        Judgement judgement = stage().judge(stage().charge(2_500), View.Standing.SERVER);
        assertThat(judgement.effects()).containsExactly(new Effect.Post(List.of(
                new Entry(Account.member(World.ALI), World.egp(-2_500)),
                new Entry(Account.revenue(World.HALL.id()), World.egp(2_500)))));
        stage().applied(stage().charge(2_500));
        assertThat(stage().balance(World.ALI)).isEqualTo(7_500);
    }

    @Test
    default void creditIsSpentToTheLastUnitAndNotBeyond() {
        stage().applied(stage().charge(10_000));
        assertThat(stage().balance(World.ALI)).isZero();
        assertThat(stage().serve(stage().charge(1)))
                .isEqualTo(new Verdict.Rejected(Code.INSUFFICIENT_BALANCE, Map.of("available", "0.00")));
    }

    @Test
    default void whoNeverHadCreditHasNone() {
        stage().refused(new ChargeCard(stage().header(), World.SARAS, World.SARA, World.egp(1)), Code.INSUFFICIENT_BALANCE);
    }

    @Test
    default void amountsArePositiveAndInTheCurrencyOfTheLocation() {
        for (long minor : new long[]{0, -1, Long.MIN_VALUE}) {
            stage().refused(stage().reload(minor), Code.AMOUNT_NOT_POSITIVE);
            stage().refused(stage().charge(minor), Code.AMOUNT_NOT_POSITIVE);
        }
        Money euro = Money.of(100, "EUR");
        stage().refused(new ReloadCard(stage().header(), World.ALIS, World.ALI, euro), Code.WRONG_CURRENCY);
        stage().refused(new ChargeCard(stage().header(), World.ALIS, World.ALI, euro), Code.WRONG_CURRENCY);
    }

    @Test
    default void limitsAreThePolicyInForceAtTheTimeOfTheOperation() {
        stage().policy(Policy.Name.RELOAD_MIN, World.NOON, 500);
        stage().policy(Policy.Name.RELOAD_MAX, World.NOON, 2_000);
        stage().policy(Policy.Name.CHARGE_MAX, World.NOON, 700);
        assertThat(stage().serve(stage().reload(499)))
                .isEqualTo(new Verdict.Rejected(Code.AMOUNT_TOO_SMALL, Map.of("limit", "5.00")));
        stage().applied(stage().reload(500));
        stage().applied(stage().reload(2_000));
        stage().refused(stage().reload(2_001), Code.AMOUNT_TOO_LARGE);
        stage().applied(stage().charge(700));
        stage().refused(stage().charge(701), Code.AMOUNT_TOO_LARGE);
        stage().now = World.NOON.minusMillis(1);
        stage().applied(stage().reload(2_001));
        stage().applied(stage().charge(701));
    }

    @Test
    default void withoutAPolicyTheOrdinaryLimitsHold() {
        stage().refused(stage().reload(Long.MAX_VALUE), Code.AMOUNT_TOO_LARGE);
        stage().refused(stage().charge(1_000_001), Code.AMOUNT_TOO_LARGE);
    }

    @Test
    default void theCardIsTheMembersAndGood() {
        Stage stage = stage();
        stage.refused(new ReloadCard(stage.header(), new CardSerial("NONE"), World.ALI, World.egp(100)), Code.CARD_NOT_FOUND);
        stage.refused(new ReloadCard(stage.header(), World.FREE, World.ALI, World.egp(100)), Code.CARD_NOT_ASSIGNED);
        stage.refused(new ReloadCard(stage.header(), World.PENDING, World.ALI, World.egp(100)), Code.CARD_NOT_ACTIVE);
        stage.refused(new ReloadCard(stage.header(), World.ENDED, World.ALI, World.egp(100)), Code.CARD_EXPIRED);
        stage.refused(new ReloadCard(stage.header(), World.STOPPED, World.ALI, World.egp(100)), Code.CARD_BLOCKED);
        stage.refused(new ReloadCard(stage.header(), World.OF_BANNED, World.BANNED, World.egp(100)), Code.MEMBER_INACTIVE);
        stage.refused(new ChargeCard(stage.header(), World.OF_BANNED, World.BANNED, World.egp(100)), Code.MEMBER_INACTIVE);
        stage.refused(new ChargeCard(stage.header(), World.SARAS, World.ALI, World.egp(100)), Code.CARD_REASSIGNED);
    }

    @Test
    default void aCardThatBecameAnothersNamesTheOperationThatGaveIt() {
        AssignCard assign = stage().applied(stage().assign(World.FREE, World.SARA, World.SARAS_PROOF));
        stage().conflict(new ChargeCard(stage().header(), World.FREE, World.ALI, World.egp(100)), Code.CARD_REASSIGNED,
                assign.id());
    }
}
