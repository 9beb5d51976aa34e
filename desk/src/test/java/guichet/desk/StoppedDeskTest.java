package guichet.desk;

import static guichet.desk.Counterside.TWENTY;
import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.counter.Action;
import guichet.desk.counter.Outcome;
import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewItem;
import guichet.desk.signin.SignInResult;
import guichet.desk.status.Connection;
import guichet.desk.words.Reason;
import guichet.domain.desks.Operator;
import guichet.protocol.desk.Change;
import guichet.sync.loop.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A desk that must not go on: shut out by the server, or restored from a copy; and what it must not do twice. */
@Timeout(60)
class StoppedDeskTest {
    private static final Outcome SHUT_OUT = new Outcome.Refused(Reason.of("DESK_SHUT_OUT"));
    private static final Outcome FORKED = new Outcome.Refused(Reason.of("DESK_FORKED"));

    @TempDir
    Path folder;
    Counterside counter;

    @BeforeEach
    void open() throws IOException {
        counter = new Counterside(folder);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private void link(SyncStatus.Link wanted) {
        Counterside.await(() -> {
            counter.line().loop().wake();
            return counter.line().loop().status().link() == wanted;
        });
    }

    private SignInResult signIn(String login) {
        return counter.desk.signIn().signIn(login, Peer.PIN.toCharArray());
    }

    private ReviewItem forkedItem() {
        return counter.desk.review().open().stream().filter(item -> item.kind() == ReviewItem.Kind.FORKED).findFirst()
                .orElseThrow();
    }

    @Test
    void aDeskThatIsShutOutTakesNothingAndLetsNobodyInAlsoWhenThePlugIsPulledAndAfterARestart() {
        counter.ready();
        counter.peer.suspended = true;
        link(SyncStatus.Link.REFUSED);
        Counterside.await(() -> counter.desk.status().now().connection().equals(new Connection.ShutOut()));
        counter.peer.goes();
        counter.line().loop().wake();

        assertThat(counter.reload(TWENTY)).isEqualTo(SHUT_OUT);
        assertThat(counter.tap(Peer.CARD.value()).view().state(Action.RELOAD).orElseThrow().notNow())
                .contains(Reason.of("DESK_SHUT_OUT"));
        counter.desk.signIn().signOut();
        assertThat(signIn("ana")).isEqualTo(new SignInResult.NotPossible(Reason.of("DESK_SHUT_OUT")));

        counter.restart();
        assertThat(signIn("ana")).isEqualTo(new SignInResult.NotPossible(Reason.of("DESK_SHUT_OUT")));
    }

    @Test
    void aReloadDuringWhichTheDeskIsShutOutIsNotDecidedByTheDesk() throws IOException {
        counter.ready();
        counter.peer.suspended = true;

        assertThat(counter.reload(TWENTY)).isEqualTo(SHUT_OUT);
        assertThat(counter.shownBalance()).isEqualTo(5_000);

        counter.peer.suspended = false;
        counter.synced();
        assertThat(counter.peer.balance()).isEqualTo(5_000);
        assertThat(counter.reload(TWENTY)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aForkedDeskTakesNothingUntilASupervisorBeginsANewChain() {
        counter.ready();
        counter.peer.forked = true;

        assertThat(counter.reload(TWENTY)).isInstanceOf(Outcome.InDoubt.class);

        Counterside.await(() -> counter.desk.status().now().connection().equals(new Connection.Forked()));
        assertThat(counter.reload(TWENTY)).isEqualTo(FORKED);
        assertThat(counter.tap(Peer.CARD.value()).view().state(Action.RELOAD).orElseThrow().notNow())
                .contains(Reason.of("DESK_FORKED"));
        assertThat(forkedItem().allowed()).as("a cashier may only look").isEmpty();
        assertThat(counter.desk.review().resolve(forkedItem().id(), Resolution.BEGIN_ANEW, "image of May"))
                .contains(Reason.of("ROLE"));

        counter.signIn("sara");
        assertThat(forkedItem().allowed()).containsExactly(Resolution.BEGIN_ANEW);
        counter.peer.forked = false;
        assertThat(counter.desk.review().resolve(forkedItem().id(), Resolution.BEGIN_ANEW, "image of May")).isEmpty();

        counter.synced();
        ReviewItem left = counter.desk.review().open().getFirst();
        assertThat(left.kind()).as("nobody was told of the reload").isEqualTo(ReviewItem.Kind.NOT_TOLD);
        assertThat(counter.desk.review().resolve(left.id(), Resolution.WITHDRAW, "customer had left")).isEmpty();
        counter.synced();
        assertThat(counter.desk.review().open()).isEmpty();
        assertThat(counter.peer.balance()).isEqualTo(5_000);
        assertThat(counter.reload(TWENTY)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void anOperationThatCannotBeGivenUpIsNotDoneAgain() {
        counter.ready();
        counter.peer.challenged = () -> {
            if (counter.line().journal().unsent().count() == 0) {
                return false;
            }
            counter.line().feed().apply(new Change(Operator.key(counter.peer.cashier), 1_000_000,
                    new Operator(counter.peer.cashier, "ana", "Ana", Operator.Role.CASHIER, false, true, Set.of(), counter.now,
                            null)
                            .columns()));
            return true;
        };
        // The desk's token is too old then: the reload is written, and a new token is asked for before it is sent.
        counter.now = counter.now.plus(Duration.ofHours(1));

        String id = counter.desk.counter().newOperationId();
        assertThat(counter.reload(id, TWENTY)).isInstanceOf(Outcome.InDoubt.class);

        assertThat(counter.line().journal().inDoubt()).extracting(entry -> entry.id().toString()).isEqualTo(List.of(id));
        assertThat(counter.shownBalance()).as("once").isEqualTo(7_000);
    }

    @Test
    void aDeskWhoseClockIsSlowMayDrawOnItsAllowance() throws IOException {
        counter.slow = Duration.ofHours(2);
        counter.ready();
        counter.cutOff();

        assertThat(counter.reload(TWENTY)).isInstanceOfSatisfying(Outcome.Done.class,
                done -> assertThat(done.by()).isEqualTo(Outcome.DecidedBy.ALLOWANCE));

        counter.backAndSynced();
        assertThat(counter.peer.balance()).isEqualTo(7_000);
    }
}
