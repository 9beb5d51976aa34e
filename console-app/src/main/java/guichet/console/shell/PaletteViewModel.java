package guichet.console.shell;

import guichet.console.keys.Shortcut;
import guichet.desk.counter.Action;
import guichet.desk.counter.CounterDesk;
import guichet.console.counter.CounterViewModel;
import guichet.desk.counter.Lookup;
import guichet.desk.counter.MemberLine;
import guichet.console.words.Words;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The command palette: screens, actions and members that fit what is typed. */
public final class PaletteViewModel {
    /**
     * One thing to choose.
     *
     * @param kind what sort of thing, for the icon
     * @param keys its shortcut, may be empty
     */
    public record Entry(Kind kind, String text, String keys, Runnable choose) {
    }

    /** Sorts of entries. */
    public enum Kind {
        /** A screen. */
        PLACE,
        /** Something to do. */
        ACTION,
        /** A member. */
        MEMBER
    }

    private static final Duration TYPING = Duration.ofMillis(200);

    private final ShellViewModel shell;
    private final CounterViewModel counter;
    private final CounterDesk desk;
    private final TaskExecutor tasks;
    private final Words words;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final IntegerProperty selected = new SimpleIntegerProperty();
    private Work typing = Work.NONE;
    private Work searching = Work.NONE;

    /** A fresh palette. */
    public PaletteViewModel(ShellViewModel shell, CounterViewModel counter, CounterDesk desk, TaskExecutor tasks, Words words) {
        this.shell = shell;
        this.counter = counter;
        this.desk = desk;
        this.tasks = tasks;
        this.words = words;
        query.subscribe(this::typed);
        typed();
    }

    /** Chooses an entry: closes the palette, then does it. */
    public void choose(Entry entry) {
        close();
        shell.sheet().set(ShellViewModel.Sheet.NONE);
        entry.choose().run();
    }

    /** Chooses the selected entry. */
    public void submit() {
        if (!entries.isEmpty()) {
            choose(entries.get(Math.clamp(selected.get(), 0, entries.size() - 1)));
        }
    }

    /** Moves the selection. */
    public void move(int by) {
        selected.set(Math.clamp((long) selected.get() + by, 0, Math.max(0, entries.size() - 1)));
    }

    /** Gives up searching. */
    public void close() {
        typing.cancel();
        searching.cancel();
    }

    private void typed() {
        close();
        String text = query.get().strip();
        entries.setAll(commands(text.toLowerCase(Locale.ROOT)));
        selected.set(0);
        if (text.length() >= 2 && shell.places().contains(Place.COUNTER)) {
            typing = tasks.after(TYPING,
                    () -> searching = tasks.run(() -> desk.search(text), this::found, shell.toasts()::trouble));
        }
    }

    private void found(List<MemberLine> members) {
        entries.removeIf(entry -> entry.kind() == Kind.MEMBER);
        members.forEach(
                member -> entries.add(new Entry(Kind.MEMBER, member.name() + "   " + member.mobile(), member.card(), () -> {
                    shell.open(Place.COUNTER);
                    counter.open(member.memberId());
                })));
    }

    private List<Entry> commands(String text) {
        List<Entry> fit = new ArrayList<>();
        shell.places().forEach(place -> fit
                .add(new Entry(Kind.PLACE, words.text("place." + place), "Ctrl+" + place.digit(), () -> shell.open(place))));
        if (counter.shown().get().orElse(null) instanceof Lookup.Opened(var view) && shell.place().get() == Place.COUNTER) {
            view.actions().stream().filter(state -> state.notNow().isEmpty()).forEach(state -> fit.add(action(state.action())));
        }
        fit.add(new Entry(Kind.ACTION, words.text("shortcut.NOTICES"), Shortcut.NOTICES.display(),
                () -> shell.sheet().set(ShellViewModel.Sheet.NOTICES)));
        fit.add(new Entry(Kind.ACTION, words.text("shortcut.HELP"), Shortcut.HELP.display(),
                () -> shell.sheet().set(ShellViewModel.Sheet.HELP)));
        fit.add(new Entry(Kind.ACTION, words.text("shortcut.LOCK"), Shortcut.LOCK.display(), shell::lock));
        fit.add(new Entry(Kind.ACTION, words.text("shell.signOut"), "", shell::signOut));
        fit.removeIf(entry -> !entry.text().toLowerCase(Locale.ROOT).contains(text));
        return fit;
    }

    private Entry action(Action action) {
        return new Entry(Kind.ACTION, words.text("action." + action), Shortcut.of(action).display(),
                () -> counter.begin(action));
    }

    /** What is typed. */
    public StringProperty query() {
        return query;
    }

    /** What fits. */
    public ObservableList<Entry> entries() {
        return entries;
    }

    /** Index of the selected entry. */
    public IntegerProperty selected() {
        return selected;
    }
}
