package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to be judged first. */
interface PredecessorCases extends OnStage {
    @Test
    default void whatNeedsARejectedOperationIsNotTrueEither() {
        ReloadCard rejected = stage().reload(0);
        stage().refused(rejected, Code.AMOUNT_NOT_POSITIVE);
        refusedBecauseOf(rejected.id(), needing(rejected.id()));
    }

    @Test
    default void whatNeedsAnOperationThatWasGivenUpIsNotTrueEither() {
        ReloadCard held = stage().reload(100);
        stage().hold(held);
        Operation later = needing(held.id());
        assertThat(stage().judge(later, View.Standing.SERVER).decision()).isEqualTo(new Decision.Waits(held.id()));
        stage().applied(stage().withdraw(held));
        refusedBecauseOf(held.id(), later);
    }

    @Test
    default void whatNeedsAnAppliedOperationIsJudged() {
        ReloadCard first = stage().applied(stage().reload(100));
        stage().applied(needing(first.id()));
    }

    @Test
    default void followingOnlyOrders() {
        ReloadCard rejected = stage().reload(0);
        Operation later = following(rejected.id());
        assertThat(stage().judge(later, View.Standing.SERVER).decision()).isEqualTo(new Decision.Waits(rejected.id()));
        stage().hold(rejected);
        assertThat(stage().judge(later, View.Standing.SERVER).decision()).isEqualTo(new Decision.Waits(rejected.id()));
        stage().refused(rejected, Code.AMOUNT_NOT_POSITIVE);
        stage().applied(later);
    }

    @Test
    default void anOperationCannotWaitForItself() {
        ReloadCard reload = stage().reload(100);
        Header header = reload.header();
        stage().refused(reload.with(header.needing(Set.of(reload.id()))), Code.PREDECESSOR);
        stage().refused(reload.with(new Header(header.id(), header.desk(), header.operator(), header.times(), List.of(),
                List.of(reload.id()), null)), Code.PREDECESSOR);
    }

    @Test
    default void aDeskLeavesPredecessorsToTheServer() {
        Operation later = needing(World.operationId(800));
        assertThat(stage().judge(later, View.Standing.DESK_ONLINE).allowed()).isTrue();
    }

    private void refusedBecauseOf(OperationId other, Operation later) {
        assertThat(stage().judge(later, View.Standing.SERVER).decision())
                .isEqualTo(new Decision.Refused(Code.PREDECESSOR, Map.of("operation", other.toString()), null));
    }

    private Operation needing(OperationId id) {
        ReloadCard reload = stage().reload(100);
        return reload.with(reload.header().needing(Set.of(id)));
    }

    private Operation following(OperationId id) {
        ReloadCard reload = stage().reload(100);
        Header header = reload.header();
        return reload
                .with(new Header(header.id(), header.desk(), header.operator(), header.times(), List.of(), List.of(id), null));
    }
}
