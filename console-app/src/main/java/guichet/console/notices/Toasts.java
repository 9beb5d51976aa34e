package guichet.console.notices;

import guichet.console.words.Said;
import guichet.console.work.TaskExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices shown now, and those of this session. On the screen's thread. */
public final class Toasts {
    private static final Logger LOG = LoggerFactory.getLogger(Toasts.class);
    private static final Duration SHOWN = Duration.ofSeconds(5);
    private static final int KEPT = 200;

    private final TaskExecutor tasks;
    private final InstantSource clock;
    private final ObservableList<Toast> showing = FXCollections.observableArrayList();
    private final ObservableList<Toast> history = FXCollections.observableArrayList();

    /** Toasts that leave by this executor's timer. */
    public Toasts(TaskExecutor tasks, InstantSource clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Shows a notice; all but bad ones leave by themselves. */
    public void show(Toast.Tone tone, Said said) {
        Toast toast = new Toast(tone, said, clock.instant());
        showing.removeIf(other -> other.said().equals(said));
        showing.add(toast);
        history.addFirst(toast);
        if (history.size() > KEPT) {
            history.removeLast();
        }
        if (tone != Toast.Tone.BAD) {
            tasks.after(SHOWN, () -> close(toast));
        }
    }

    /** Something failed that nobody foresaw: logged under an id that the notice shows. */
    public void trouble(Throwable failure) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("UNEXPECTED id={}", id, failure);
        show(Toast.Tone.BAD, Said.of("trouble.unexpected", id));
    }

    /** Takes a notice away; it stays in the history. */
    public void close(Toast toast) {
        showing.remove(toast);
    }

    /** What is shown, oldest first. */
    public ObservableList<Toast> showing() {
        return showing;
    }

    /** What was shown, latest first. */
    public ObservableList<Toast> history() {
        return history;
    }
}
