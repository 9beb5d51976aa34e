package guichet.console.review;

import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewDesk;
import guichet.desk.review.ReviewItem;
import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.console.words.Said;
import guichet.desk.news.Subscription;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The list of what needs a person, and the settling of one item. */
public final class ReviewViewModel {
    private final ReviewDesk desk;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final Subscription listening;
    private final ObservableList<ReviewItem> items = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<ReviewItem>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty reason = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Said>> error = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final BooleanProperty loaded = new SimpleBooleanProperty();
    private Work reading = Work.NONE;

    /** An empty list until {@link #refresh}. */
    public ReviewViewModel(ReviewDesk desk, TaskExecutor tasks, Toasts toasts) {
        this.desk = desk;
        this.tasks = tasks;
        this.toasts = toasts;
        this.listening = desk.onChange(() -> tasks.onScreen(this::refresh));
    }

    /** Reads the list; the chosen item stays chosen while it is open. */
    public void refresh() {
        reading.cancel();
        reading = tasks.run(desk::open, fresh -> {
            Optional<String> id = chosen.get().map(ReviewItem::id);
            Optional<ReviewItem> still = id.flatMap(kept -> fresh.stream().filter(item -> item.id().equals(kept)).findFirst());
            items.setAll(fresh);
            loaded.set(true);
            if (still.isEmpty()) {
                choose(fresh.isEmpty() ? Optional.empty() : Optional.of(fresh.getFirst()));
            } else {
                chosen.set(still);
            }
        }, toasts::trouble);
    }

    /** Chooses an item; words begun for another are not carried over. */
    public void choose(Optional<ReviewItem> item) {
        if (!item.map(ReviewItem::id).equals(chosen.get().map(ReviewItem::id))) {
            reason.set("");
            error.set(Optional.empty());
        }
        chosen.set(item);
    }

    /** Settles the chosen item. */
    public void resolve(Resolution resolution) {
        if (busy.get() || chosen.get().isEmpty() || !chosen.get().get().allowed().contains(resolution)) {
            return;
        }
        String why = reason.get().strip();
        error.set(why.isEmpty() ? Optional.of(Said.of("review.reason.missing")) : Optional.empty());
        if (why.isEmpty()) {
            return;
        }
        String id = chosen.get().get().id();
        busy.set(true);
        tasks.run(() -> desk.resolve(id, resolution, why), refused -> {
            busy.set(false);
            if (refused.isPresent()) {
                error.set(Optional.of(Said.because(refused.get())));
                return;
            }
            reason.set("");
            toasts.show(Toast.Tone.GOOD, Said.of("review.settled"));
            refresh();
        }, failure -> {
            busy.set(false);
            toasts.trouble(failure);
        });
    }

    /** Releases what it listens to. */
    public void close() {
        listening.close();
    }

    /** Open items. */
    public ObservableList<ReviewItem> items() {
        return items;
    }

    /** The one looked at. */
    public ObjectProperty<Optional<ReviewItem>> chosen() {
        return chosen;
    }

    /** The operator's words. */
    public StringProperty reason() {
        return reason;
    }

    /** What is wrong. */
    public ObjectProperty<Optional<Said>> error() {
        return error;
    }

    /** True while an item is being settled. */
    public BooleanProperty busy() {
        return busy;
    }

    /** True once the list was read. */
    public BooleanProperty loaded() {
        return loaded;
    }
}
