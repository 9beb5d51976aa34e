package guichet.console.devices;

import guichet.desk.devices.ConnectionTest;
import guichet.desk.devices.DevicesDesk;
import guichet.desk.devices.DevicesState;
import guichet.console.notices.Toasts;
import guichet.desk.news.Subscription;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What is plugged in, and the connection test. */
public final class DevicesViewModel {
    private final DevicesDesk desk;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final Subscription listening;
    private final ObjectProperty<Optional<DevicesState>> state = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty testing = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<ConnectionTest>> test = new SimpleObjectProperty<>(Optional.empty());
    private Work work = Work.NONE;

    /** Follows the desk's devices. */
    public DevicesViewModel(DevicesDesk desk, TaskExecutor tasks, Toasts toasts) {
        this.desk = desk;
        this.tasks = tasks;
        this.toasts = toasts;
        this.listening = desk.onState(now -> tasks.onScreen(() -> state.set(Optional.of(now))));
    }

    /** Reads the state. */
    public void refresh() {
        tasks.run(desk::state, now -> state.set(Optional.of(now)), toasts::trouble);
    }

    /** Tries the server. */
    public void testConnection() {
        if (testing.get()) {
            return;
        }
        testing.set(true);
        test.set(Optional.empty());
        work = tasks.run(desk::testConnection, result -> {
            testing.set(false);
            test.set(Optional.of(result));
        }, failure -> {
            testing.set(false);
            toasts.trouble(failure);
        });
    }

    /** Gives the test up. */
    public void cancelTest() {
        work.cancel();
        testing.set(false);
    }

    /** Releases what it listens to. */
    public void close() {
        listening.close();
        work.cancel();
    }

    /** Readers, trouble, store. */
    public ObjectProperty<Optional<DevicesState>> state() {
        return state;
    }

    /** True while the server is tried. */
    public BooleanProperty testing() {
        return testing;
    }

    /** What came of it. */
    public ObjectProperty<Optional<ConnectionTest>> test() {
        return test;
    }
}
