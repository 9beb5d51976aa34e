package guichet.console.looks;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

/** What a view listens to, released in one go when the view leaves. */
public final class Watching {
    private Subscription all = Subscription.EMPTY;

    /** Calls the listener with the value now and with each later one. */
    public <T> void value(ObservableValue<T> value, Consumer<? super T> listener) {
        all = all.and(value.subscribe(listener));
    }

    /** Calls the listener now and at each change of the list. */
    public <T> void list(ObservableList<T> list, Runnable listener) {
        ListChangeListener<T> onChange = _ -> listener.run();
        list.addListener(onChange);
        all = all.and(() -> list.removeListener(onChange));
        listener.run();
    }

    /** Releases one more thing at the end. */
    public void also(Runnable release) {
        all = all.and(release::run);
    }

    /** Releases everything. */
    public void stop() {
        all.unsubscribe();
        all = Subscription.EMPTY;
    }
}
