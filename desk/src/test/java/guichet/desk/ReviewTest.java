package guichet.desk;

import static guichet.desk.Counterside.TWENTY;
import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.counter.Outcome;
import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewItem;
import guichet.desk.words.Reason;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Money;
import guichet.domain.operations.ReloadCard;
import guichet.domain.rules.Code;
import guichet.domain.rules.Judgement;
import guichet.domain.rules.Rules;
import guichet.domain.rules.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTest {
    @TempDir
    Path folder;
    Counterside counter;

    @BeforeEach
    void open() throws IOException {
        counter = new Counterside(folder).ready();
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private ReviewItem only() {
        List<ReviewItem> items = counter.desk.review().open();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    /** As when the program is killed between writing an operation and telling its operator. */
    private String interrupted() {
        OperationId id = counter.line().newId();
        var view = counter.line().view(View.Standing.DESK_ONLINE);
        ReloadCard reload = new ReloadCard(counter.line().header(id, counter.peer.cashier), Peer.CARD, counter.peer.member,
                new Money(2_000, Peer.EUR));
        Judgement judgement = Rules.judge(reload, counter.line().journal().sides(), view);
        counter.line().journal().append(reload, judgement.effects(), List.of(), null);
        counter.restart();
        counter.signIn("ana");
        return id.toString();
    }

    @Test
    void anInterruptedOperationIsPutToTheOperatorAndWithdrawn() throws IOException {
        counter.cutOff();
        interrupted();
        assertThat(counter.shownBalance()).isEqualTo(7_000);

        ReviewItem item = only();
        assertThat(item.kind()).isEqualTo(ReviewItem.Kind.NOT_TOLD);
        assertThat(item.allowed()).containsExactly(Resolution.DONE, Resolution.WITHDRAW);
        assertThat(counter.desk.review().resolve(item.id(), Resolution.WITHDRAW, "customer had left")).isEmpty();

        assertThat(counter.desk.review().open()).isEmpty();
        assertThat(counter.shownBalance()).isEqualTo(5_000);
        counter.backAndSynced();
        assertThat(counter.peer.balance()).isEqualTo(5_000);
    }

    @Test
    void anInterruptedOperationThatWasDoneStands() throws IOException {
        counter.cutOff();
        interrupted();

        assertThat(counter.desk.review().resolve(only().id(), Resolution.DONE, "cash is in the drawer")).isEmpty();

        assertThat(counter.desk.review().open()).isEmpty();
        counter.backAndSynced();
        assertThat(counter.peer.balance()).isEqualTo(7_000);
    }

    @Test
    void aHeldOperationIsInDoubtAndSaysWhy() {
        counter.peer.holds = true;

        assertThat(counter.reload(TWENTY)).isInstanceOf(Outcome.InDoubt.class);

        assertThat(only().why()).isEqualTo(Reason.of("HELD_FAULT"));
        assertThat(only().allowed()).containsExactly(Resolution.WITHDRAW);
    }

    @Test
    void cashTakenOfflineForARefusedReloadIsACaseThatASupervisorCloses() throws IOException {
        counter.cutOff();
        assertThat(counter.reload(TWENTY)).isInstanceOf(Outcome.Done.class);
        counter.peer.refuses = Code.CARD_BLOCKED;
        counter.backAndSynced();
        counter.peer.refuses = null;
        Counterside.await(() -> counter.desk.review().open().stream().anyMatch(item -> item.id().startsWith("case:")));

        assertThat(only().allowed()).as("a cashier may only look").isEmpty();
        assertThat(only().atRisk()).contains(TWENTY);
        counter.signIn("sara");
        assertThat(only().allowed()).contains(Resolution.GIVE_BACK, Resolution.WRITE_OFF);
        assertThat(counter.desk.review().resolve(only().id(), Resolution.NOTED, "seen"))
                .contains(Reason.of("RESOLUTION_NOT_ALLOWED"));
        assertThat(counter.desk.review().resolve(only().id(), Resolution.GIVE_BACK, "gave 20 back")).isEmpty();

        counter.synced();
        assertThat(counter.desk.review().open()).isEmpty();
    }
}
