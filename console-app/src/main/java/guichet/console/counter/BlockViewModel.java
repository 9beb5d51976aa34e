package guichet.console.counter;

import guichet.desk.counter.CardFace;
import guichet.desk.counter.CardSeen;
import guichet.desk.counter.CounterDesk;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.Outcome;
import guichet.console.notices.Toasts;
import guichet.desk.words.Reason;
import guichet.console.words.Said;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Blocks the card, with a reason. */
public final class BlockViewModel implements Flow {
    private final CounterDesk desk;
    private final CounterView view;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final Runnable changed;
    private final StringProperty reason = new SimpleStringProperty("");
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Said>> error = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Outcome>> outcome = new SimpleObjectProperty<>(Optional.empty());
    private String operationId = "";
    private Work work;

    /** Begins a block of the card shown. */
    BlockViewModel(CounterDesk desk, CounterView view, TaskExecutor tasks, Toasts toasts, Runnable changed) {
        this.desk = desk;
        this.view = view;
        this.tasks = tasks;
        this.toasts = toasts;
        this.changed = changed;
        this.work = tasks.run(desk::newOperationId, id -> operationId = id, toasts::trouble);
    }

    /** Blocks it. */
    public void submit() {
        if (busy.get() || outcome.get().isPresent() || operationId.isEmpty()) {
            return;
        }
        String why = reason.get().strip();
        error.set(why.isEmpty() ? Optional.of(Said.of("block.reason.missing")) : Optional.empty());
        if (why.isEmpty()) {
            return;
        }
        busy.set(true);
        String card = view.card().map(CardFace::id).orElse("");
        work = tasks.run(() -> desk.block(operationId, card, why), result -> {
            busy.set(false);
            switch (result) {
                case Outcome.Refused refused -> again(refused.reason());
                case Outcome.NeedsServer needs -> again(needs.reason());
                default -> {
                    outcome.set(Optional.of(result));
                    changed.run();
                }
            }
        }, failure -> {
            busy.set(false);
            toasts.trouble(failure);
        });
    }

    private void again(Reason reason) {
        error.set(Optional.of(Said.because(reason)));
        operationId = "";
        work = tasks.run(desk::newOperationId, id -> operationId = id, toasts::trouble);
    }

    @Override
    public boolean frozen() {
        return busy.get();
    }

    @Override
    public boolean idle() {
        return outcome.get().isPresent() || (reason.get().isBlank() && !busy.get());
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

    /** The operator's words. */
    public StringProperty reason() {
        return reason;
    }

    /** True while it is on its way. */
    public BooleanProperty busy() {
        return busy;
    }

    /** What is wrong. */
    public ObjectProperty<Optional<Said>> error() {
        return error;
    }

    /** What came of it. */
    public ObjectProperty<Optional<Outcome>> outcome() {
        return outcome;
    }
}
