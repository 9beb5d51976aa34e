package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Told;
import guichet.domain.operations.Unchecked;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same rules where the answer stands, where it will be asked for, and where it cannot be. */
interface StandingCases extends OnStage {
    @Test
    default void aDeskThatIsCutOffMovesNoMoneyWithoutAnAllowance() {
        for (Operation operation : List.of(stage().reload(100), stage().charge(100))) {
            assertThat(stage().judge(operation, View.Standing.DESK_ONLINE).allowed()).isTrue();
            assertThat(stage().judge(operation, View.Standing.DESK_CUT_OFF).decision())
                    .isEqualTo(new Decision.NeedsServer(Code.CUT_OFF, "allowance"));
        }
    }

    @Test
    default void withinAnAllowanceADeskThatIsCutOffMovesMoneyButNotMoreThanItSees() {
        AllowanceId id = stage().granted(1);
        stage().applied(stage().charge(9_000));
        assertThat(stage().judge(stage().within(id, stage().charge(1_000)), View.Standing.DESK_CUT_OFF).allowed()).isTrue();
        assertThat(stage().judge(stage().within(id, stage().charge(1_001)), View.Standing.DESK_CUT_OFF).decision())
                .isInstanceOfSatisfying(Decision.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.INSUFFICIENT_BALANCE));
        assertThat(stage().judge(stage().within(id, stage().charge(1_001)), View.Standing.SERVER).allowed()).isTrue();
    }

    @Test
    default void whatWasNotCheckedIsNamedWithItsAgeWhileCutOff() {
        AllowanceId id = stage().granted(1);
        Operation charge = stage().within(id, stage().charge(1_000));
        List<Unchecked> unchecked = stage().judge(charge, View.Standing.DESK_CUT_OFF).unchecked();
        assertThat(unchecked).extracting(Unchecked::what).containsExactly("card", "member", "balance");
        assertThat(unchecked).allSatisfy(one -> assertThat(one.asOf()).isNotNull());
        assertThat(stage().judge(charge, View.Standing.DESK_ONLINE).unchecked()).isEmpty();
        assertThat(stage().judge(charge, View.Standing.SERVER).unchecked()).isEmpty();
        assertThat(stage().judge(stage().register(MemberCases.MONA, MemberCases.MONAS), View.Standing.DESK_CUT_OFF).unchecked())
                .extracting(Unchecked::what).containsExactly("member", "alias");
    }

    @Test
    default void claimsAreDecidedWhileCutOffByWhatIsKnown() {
        assertThat(stage().judge(stage().block(World.ALIS), View.Standing.DESK_CUT_OFF).allowed()).isTrue();
        assertThat(stage().judge(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF), View.Standing.DESK_CUT_OFF).allowed())
                .isTrue();
    }

    @Test
    default void aCaseIsNotSettledWhileCutOff() {
        stage().applied(stage().block(World.ALIS));
        ReloadCard reload = stage().reload(2_000);
        stage().serve(reload);
        stage().told(reload, Told.What.DONE);
        stage().as(World.SUPERVISOR);
        assertThat(stage().judge(stage().resolve(reload, Case.Kind.CASH_TAKEN, Case.Resolution.GIVE_BACK),
                View.Standing.DESK_CUT_OFF).decision()).isEqualTo(new Decision.NeedsServer(Code.CUT_OFF, "case_file"));
    }
}
