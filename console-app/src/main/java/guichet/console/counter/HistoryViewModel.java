package guichet.console.counter;

import guichet.desk.counter.CardFace;
import guichet.desk.counter.CardSeen;
import guichet.desk.counter.CounterDesk;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.OperationLine;
import guichet.desk.counter.Person;
import guichet.console.notices.Toasts;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Operations of the card and member shown. */
public final class HistoryViewModel implements Flow {
    private final CounterView view;
    private final BooleanProperty loading = new SimpleBooleanProperty(true);
    private final ObservableList<OperationLine> lines = FXCollections.observableArrayList();
    private final Work work;

    /** Reads the history. */
    HistoryViewModel(CounterDesk desk, CounterView view, TaskExecutor tasks, Toasts toasts) {
        this.view = view;
        String member = view.person().map(Person::id).orElse("");
        String card = view.card().map(CardFace::id).orElse("");
        this.work = tasks.run(() -> desk.history(member, card), read -> {
            loading.set(false);
            lines.setAll(read);
        }, failure -> {
            loading.set(false);
            toasts.trouble(failure);
        });
    }

    @Override
    public boolean frozen() {
        return false;
    }

    @Override
    public boolean idle() {
        return true;
    }

    @Override
    public boolean tap(CardSeen card) {
        return false;
    }

    @Override
    public void close() {
        work.cancel();
    }

    /** Card and member. */
    public CounterView view() {
        return view;
    }

    /** True until it is read. */
    public BooleanProperty loading() {
        return loading;
    }

    /** Latest first. */
    public ObservableList<OperationLine> lines() {
        return lines;
    }
}
