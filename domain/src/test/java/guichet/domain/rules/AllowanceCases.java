package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.allowances.Allowance;
import guichet.domain.desks.Policy;
import guichet.domain.identity.AllowanceId;
import guichet.domain.money.Money;
import guichet.domain.operations.GrantAllowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a desk may do while it is cut off. */
interface AllowanceCases extends OnStage {
    @Test
    default void anAllowanceIsReadAsItWasGranted() {
        Allowance allowance = stage().allowance(1);
        stage().applied(stage().grant(allowance));
        assertThat(stage().row(Allowance.key(allowance.id()))).isEqualTo(allowance);
    }

    @Test
    default void drawsAddUpToTheTotalAndTheCount() {
        AllowanceId id = stage().granted(1);
        stage().applied(stage().within(id, stage().charge(5_000)));
        assertThat(stage().serve(stage().within(id, stage().charge(3_001))))
                .isEqualTo(new Verdict.Rejected(Code.ALLOWANCE_EXCEEDED,
                        Map.of("left", "30.00", "perOperation", "50.00", "countLeft", "2")));
        stage().applied(stage().within(id, stage().reload(2_999)));
        stage().applied(stage().within(id, stage().charge(1)));
        stage().refused(stage().within(id, stage().reload(1)), Code.ALLOWANCE_EXCEEDED);
    }

    @Test
    default void oneOperationStaysWithinItsOwnLimit() {
        AllowanceId id = stage().granted(1);
        stage().refused(stage().within(id, stage().charge(5_001)), Code.ALLOWANCE_EXCEEDED);
    }

    @Test
    default void aChargeWithinAnAllowanceMayGoBelowZeroAtTheServer() {
        stage().applied(stage().charge(10_000));
        stage().applied(stage().within(stage().granted(1), stage().charge(5_000)));
        assertThat(stage().balance(World.ALI)).isEqualTo(-5_000);
        stage().refused(stage().charge(1), Code.INSUFFICIENT_BALANCE);
        stage().applied(stage().reload(6_000));
        assertThat(stage().balance(World.ALI)).isEqualTo(1_000);
    }

    @Test
    default void anAllowanceIsOneDesks() {
        AllowanceId id = stage().granted(1);
        stage().refused(stage().at(World.SECOND).within(id, stage().charge(1)), Code.ALLOWANCE_OF_ANOTHER);
        stage().refused(stage().within(World.allowanceId(2), stage().charge(1)), Code.ALLOWANCE_NOT_FOUND);
    }

    @Test
    default void anAllowanceIsGoodFromItsFirstToItsLastInstant() {
        AllowanceId id = stage().granted(1);
        stage().now = World.NOON.minusMillis(1);
        stage().refused(stage().within(id, stage().charge(1)), Code.ALLOWANCE_EXPIRED);
        stage().now = World.NOON.plusSeconds(3_600);
        stage().applied(stage().within(id, stage().charge(1)));
        stage().now = stage().now.plusMillis(1);
        stage().refused(stage().within(id, stage().charge(1)), Code.ALLOWANCE_EXPIRED);
    }

    @Test
    default void anAllowanceOfAnotherCurrencyCoversNothing() {
        Allowance euro = in(Money.of(500, "EUR"), Money.of(500, "EUR"), 3, Duration.ofHours(1));
        stage().store.put(Allowance.key(euro.id()), euro.columns());
        stage().refused(stage().within(euro.id(), stage().charge(1)), Code.WRONG_CURRENCY);
    }

    @Test
    default void grantsStayWithinThePolicy() {
        stage().policy(Policy.Name.ALLOWANCE_PER_OPERATION, Instant.EPOCH, 100);
        stage().policy(Policy.Name.ALLOWANCE_TOTAL, Instant.EPOCH, 200);
        stage().policy(Policy.Name.ALLOWANCE_COUNT, Instant.EPOCH, 3);
        stage().policy(Policy.Name.ALLOWANCE_HOURS, Instant.EPOCH, 2);
        Duration hours = Duration.ofHours(2);
        refusedGrant(in(World.egp(101), World.egp(200), 3, hours), Code.ALLOWANCE_EXCEEDED);
        refusedGrant(in(World.egp(100), World.egp(201), 3, hours), Code.ALLOWANCE_EXCEEDED);
        refusedGrant(in(World.egp(100), World.egp(200), 4, hours), Code.ALLOWANCE_EXCEEDED);
        refusedGrant(in(World.egp(100), World.egp(200), 3, hours.plusMillis(1)), Code.ALLOWANCE_EXCEEDED);
        stage().applied(stage().grant(in(World.egp(100), World.egp(200), 3, hours)));
    }

    @Test
    default void grantsAreOfTheLocationsCurrencyAndNotBelowZero() {
        refusedGrant(in(World.egp(100), Money.of(100, "EUR"), 3, Duration.ofHours(1)), Code.WRONG_CURRENCY);
        refusedGrant(in(Money.of(100, "EUR"), World.egp(100), 3, Duration.ofHours(1)), Code.WRONG_CURRENCY);
        refusedGrant(in(World.egp(-100), World.egp(100), 3, Duration.ofHours(1)), Code.AMOUNT_NOT_POSITIVE);
        refusedGrant(in(World.egp(100), World.egp(-100), 3, Duration.ofHours(1)), Code.AMOUNT_NOT_POSITIVE);
    }

    @Test
    default void anAllowanceIsGrantedOnceAndUnused() {
        AllowanceId id = stage().granted(1);
        stage().applied(stage().within(id, stage().charge(5_000)));
        refusedGrant(stage().allowance(1), Code.ALLOWANCE_EXISTS);
        Allowance fresh = stage().allowance(2);
        refusedGrant(new Allowance(fresh.id(), fresh.desk(), fresh.location(), fresh.perOperation(), fresh.total(), fresh.count(),
                fresh.validFrom(), fresh.validUntil(), World.egp(-5_000), 0, fresh.signature()), Code.ALLOWANCE_EXCEEDED);
    }

    @Test
    default void anAllowanceIsGrantedToTheDeskThatIsNamed() {
        Allowance forFirst = stage().allowance(1);
        stage().refused(stage().at(World.SECOND).grant(forFirst), Code.ALLOWANCE_OF_ANOTHER);
    }

    @Test
    default void noDeskGrantsItselfAnything() {
        GrantAllowance grant = stage().grant(stage().allowance(1));
        for (View.Standing desk : new View.Standing[]{View.Standing.DESK_ONLINE, View.Standing.DESK_CUT_OFF}) {
            assertThat(stage().judge(grant, desk).decision()).isEqualTo(new Decision.Refused(Code.SERVER_ONLY, Map.of(), null));
        }
    }

    private void refusedGrant(Allowance allowance, Code code) {
        stage().refused(stage().grant(allowance), code);
    }

    private Allowance in(Money perOperation, Money total, long count, Duration validity) {
        Allowance usual = stage().allowance(3);
        return new Allowance(usual.id(), usual.desk(), usual.location(), perOperation, total, count, usual.validFrom(),
                usual.validFrom().plus(validity), Money.zero(total.currency()), 0, usual.signature());
    }
}
