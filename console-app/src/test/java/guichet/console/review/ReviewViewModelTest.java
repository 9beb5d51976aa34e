package guichet.console.review;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewItem;
import guichet.console.fakes.FakeDesk;
import guichet.console.fakes.ManualClock;
import guichet.console.fakes.SameThread;
import guichet.console.notices.Toasts;
import guichet.desk.words.Reason;
import guichet.console.words.Said;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewViewModelTest {
    private final ManualClock clock = new ManualClock();
    private final SameThread tasks = new SameThread(clock);
    private final FakeDesk desk = new FakeDesk(clock);
    private final ReviewViewModel review = new ReviewViewModel(desk, tasks, new Toasts(tasks, clock));

    private ReviewItem item(String id, Resolution... allowed) {
        return new ReviewItem(id, ReviewItem.Kind.NOT_TOLD, "ReloadCard", "Marta", "Ana", Reason.of("CRASHED"), Optional.empty(),
                clock.instant(), List.of(allowed));
    }

    @Test
    void nothingIsSettledWithoutAReason() {
        desk.needsPerson(item("r-1", Resolution.DONE, Resolution.WITHDRAW));
        review.resolve(Resolution.DONE);

        assertThat(review.error().get()).contains(Said.of("review.reason.missing"));
        assertThat(desk.settled).isEmpty();
    }

    @Test
    void anItemIsSettledInTheOperatorsWordsAndTheNextComesUp() {
        desk.needsPerson(item("r-1", Resolution.DONE, Resolution.WITHDRAW));
        desk.needsPerson(item("r-2", Resolution.DONE));
        review.reason().set(" cash was in the drawer ");
        review.resolve(Resolution.DONE);

        assertThat(desk.settled).containsExactly("r-1 DONE cash was in the drawer");
        assertThat(review.chosen().get().map(ReviewItem::id)).contains("r-2");
        assertThat(review.reason().get()).isEmpty();
    }

    @Test
    void aWayThatIsNotAllowedDoesNothing() {
        desk.needsPerson(item("r-1", Resolution.DONE));
        review.reason().set("why");
        review.resolve(Resolution.WRITE_OFF);

        assertThat(desk.settled).isEmpty();
    }

    @Test
    void whatSomebodyElseSettledMeanwhileIsSaid() {
        desk.needsPerson(item("r-1", Resolution.DONE));
        review.reason().set("why");
        desk.items.clear();
        review.resolve(Resolution.DONE);

        assertThat(review.error().get()).contains(Said.of("reason.ALREADY_SETTLED"));
    }

    @Test
    void wordsBegunForOneItemAreNotCarriedToAnother() {
        desk.needsPerson(item("r-1", Resolution.DONE));
        desk.needsPerson(item("r-2", Resolution.DONE));
        review.reason().set("for the first");
        review.choose(Optional.of(review.items().getLast()));

        assertThat(review.reason().get()).isEmpty();
    }
}
