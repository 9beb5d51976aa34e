package guichet.domain.rules;

import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperatorId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may do anything at all. */
interface OperatorCases extends OnStage {
    @Test
    default void anUnknownOperatorChangesNothing() {
        Operator stranger = new Operator(new OperatorId(World.uuid(29)), "x", "x", Operator.Role.ADMIN, false, true, Set.of(),
                null, null);
        stage().refused(stage().as(stranger).reload(100), Code.OPERATOR_UNKNOWN);
    }

    @Test
    default void aSuspendedOperatorCountsUntilTheMomentOfSuspension() {
        stage().refused(stage().as(World.SUSPENDED).reload(100), Code.OPERATOR_SUSPENDED);
        stage().now = World.NOON.minusMillis(1);
        stage().applied(stage().reload(100));
    }

    @Test
    default void whatWasDoneDuringASuspensionDoesNotCountAfterItsEndEither() {
        Stage stage = stage().as(World.REINSTATED);
        stage.applied(stage.reload(100));
        stage.now = World.NOON.minusMillis(1);
        stage.refused(stage.reload(100), Code.OPERATOR_SUSPENDED);
        stage.now = World.NOON.minusSeconds(60);
        stage.refused(stage.reload(100), Code.OPERATOR_SUSPENDED);
        stage.now = World.NOON.minusSeconds(61);
        stage.applied(stage.reload(100));
    }

    @Test
    default void whoMayOnlyLookChangesNothing() {
        stage().refused(stage().as(World.REVIEWER).block(World.ALIS), Code.OPERATOR_READ_ONLY);
    }

    @Test
    default void floorStaffDoNotDoWhatCashiersDo() {
        Stage stage = stage().as(World.FLOOR);
        stage.refused(stage.reload(100), Code.OPERATOR_ROLE);
        stage.refused(stage.charge(100), Code.OPERATOR_ROLE);
        stage.refused(stage.block(World.ALIS), Code.OPERATOR_ROLE);
        stage.refused(stage.assign(World.FREE, World.ALI, World.ALIS_PROOF), Code.OPERATOR_ROLE);
        stage.refused(stage.register(new guichet.domain.identity.MemberId(World.uuid(39))), Code.OPERATOR_ROLE);
        stage.refused(stage.withdraw(stage.as(World.CASHIER).applied(stage.reload(100))).with(stage.as(World.FLOOR).header()),
                Code.OPERATOR_ROLE);
    }

    @Test
    default void anOperatorOfOtherLocationsMayNotWorkHere() {
        stage().refused(stage().as(World.OF_THE_ANNEX).reload(100), Code.OPERATOR_ELSEWHERE);
        stage().applied(stage().at(World.FAR).reload(100));
    }

    @Test
    default void anOperatorWithoutALocationMayWorkNowhere() {
        stage().refused(stage().as(World.OF_NOWHERE).reload(100), Code.OPERATOR_ELSEWHERE);
        stage().refused(stage().at(World.FAR).reload(100), Code.OPERATOR_ELSEWHERE);
    }

    @Test
    default void anUnknownDeskOrLocationChangesNothing() {
        stage().refused(stage().at(new Desk(new DeskId(World.uuid(19)), World.HALL.id(), "?")).reload(100), Code.DESK_UNKNOWN);
        Desk lost = new Desk(new DeskId(World.uuid(18)), new LocationId(World.uuid(8)), "lost");
        stage().store.put(Desk.key(lost.id()), lost.columns());
        stage().refused(stage().at(lost).reload(100), Code.LOCATION_UNKNOWN);
        stage().store.put(Location.key(lost.location()), World.ANNEX.columns());
        stage().applied(stage().reload(100));
    }
}
