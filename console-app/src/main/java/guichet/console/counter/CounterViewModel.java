package guichet.console.counter;

import guichet.desk.counter.Action;
import guichet.desk.counter.ActionState;
import guichet.desk.counter.CardSeen;
import guichet.desk.counter.CounterDesk;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.Lookup;
import guichet.desk.counter.Today;
import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.console.words.Said;
import guichet.desk.news.Subscription;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The counter: idle, or one card and member, and at most one flow over it. */
public final class CounterViewModel {
    private final CounterDesk desk;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final InstantSource clock;
    private final Subscription listening;
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Today>> today = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Lookup>> shown = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Flow>> flow = new SimpleObjectProperty<>(Optional.empty());
    private Optional<Callable<Lookup>> asked = Optional.empty();
    private Work looking = Work.NONE;
    private Work reading = Work.NONE;
    private Work again = Work.NONE;

    /** An idle counter. */
    public CounterViewModel(CounterDesk desk, TaskExecutor tasks, Toasts toasts, InstantSource clock) {
        this.desk = desk;
        this.tasks = tasks;
        this.toasts = toasts;
        this.clock = clock;
        this.listening = desk.onChange(() -> tasks.onScreen(this::refresh));
    }

    /** Reads what is shown again, without a flicker. */
    public void refresh() {
        reading.cancel();
        reading = tasks.run(desk::today, fresh -> today.set(Optional.of(fresh)), toasts::trouble);
        if (!busy.get() && asked.isPresent() && shown.get().isPresent()) {
            again.cancel();
            again = tasks.run(asked.get(), fresh -> shown.set(Optional.of(fresh)), toasts::trouble);
        }
    }

    /** A card was tapped: the flow's if it wants it, else what it means. */
    public void tap(CardSeen card) {
        if (flow.get().isPresent() && flow.get().get().tap(card)) {
            return;
        }
        if (free()) {
            look(() -> desk.byTap(card));
        }
    }

    /** A code was scanned. */
    public void scan(String text) {
        if (free()) {
            query.set("");
            look(() -> desk.byText(text));
        }
    }

    /** Looks for what was typed in the one field. */
    public void search() {
        String text = query.get().strip();
        if (!text.isEmpty() && free()) {
            look(() -> desk.byText(text));
        }
    }

    /** Opens a member of a list. */
    public void open(String memberId) {
        if (free()) {
            look(() -> desk.byMember(memberId));
        }
    }

    /** Begins an action, when it is allowed; says why not otherwise. */
    public void begin(Action action) {
        if (flow.get().isPresent() || !(shown.get().orElse(null) instanceof Lookup.Opened(CounterView view))) {
            return;
        }
        Optional<ActionState> state = view.state(action);
        if (state.isEmpty()) {
            return;
        }
        if (state.get().notNow().isPresent()) {
            toasts.show(Toast.Tone.LOOK, Said.because(state.get().notNow().get()));
            return;
        }
        flow.set(Optional.of(switch (action) {
            case RELOAD -> new ReloadViewModel(desk, view, tasks, toasts, clock, this::refresh);
            case ASSIGN -> new AssignViewModel(desk, view, tasks, toasts, clock, this::refresh);
            case HISTORY -> new HistoryViewModel(desk, view, tasks, toasts);
            case BLOCK -> new BlockViewModel(desk, view, tasks, toasts, this::refresh);
        }));
    }

    /** Closes the flow; one on its way stays. */
    public void closeFlow() {
        if (flow.get().isPresent() && !flow.get().get().frozen()) {
            flow.get().get().close();
            flow.set(Optional.empty());
            refresh();
        }
    }

    /** One step back: the flow, then the member. */
    public void back() {
        if (flow.get().isPresent()) {
            closeFlow();
        } else {
            leave();
        }
    }

    /** Back to the idle counter; a lookup under way is given up. */
    public void leave() {
        if (frozen()) {
            return;
        }
        looking.cancel();
        again.cancel();
        busy.set(false);
        flow.get().ifPresent(Flow::close);
        flow.set(Optional.empty());
        asked = Optional.empty();
        shown.set(Optional.empty());
        query.set("");
    }

    /** True while an operation is on its way. */
    public boolean frozen() {
        return flow.get().map(Flow::frozen).orElse(false);
    }

    /** Releases what it listens to. */
    public void close() {
        listening.close();
    }

    private boolean free() {
        if (flow.get().isEmpty()) {
            return true;
        }
        if (flow.get().get().idle()) {
            closeFlow();
            return true;
        }
        toasts.show(Toast.Tone.LOOK, Said.of("counter.flow.first"));
        return false;
    }

    private void look(Callable<Lookup> ask) {
        looking.cancel();
        again.cancel();
        busy.set(true);
        looking = tasks.run(ask, found -> {
            busy.set(false);
            if (found instanceof Lookup.Opened) {
                query.set("");
            }
            asked = Optional.of(ask);
            shown.set(Optional.of(found));
        }, failure -> {
            busy.set(false);
            toasts.trouble(failure);
        });
    }

    /** What is typed in the one field. */
    public StringProperty query() {
        return query;
    }

    /** True while something is looked up. */
    public BooleanProperty busy() {
        return busy;
    }

    /** Today at this desk; empty until first read. */
    public ObjectProperty<Optional<Today>> today() {
        return today;
    }

    /** What is shown; empty when idle. */
    public ObjectProperty<Optional<Lookup>> shown() {
        return shown;
    }

    /** What lies over it. */
    public ObjectProperty<Optional<Flow>> flow() {
        return flow;
    }
}
