package guichet.console.shell;

import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.desk.status.DeskStatus;
import guichet.desk.status.StatusDesk;
import guichet.console.counter.CounterViewModel;
import guichet.desk.devices.DevicesDesk;
import guichet.desk.devices.TapSeen;
import guichet.console.settings.SettingsViewModel;
import guichet.desk.signin.EnrolmentDesk;
import guichet.desk.signin.Operator;
import guichet.desk.signin.SignInDesk;
import guichet.console.words.Said;
import guichet.desk.news.Subscription;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is open, who is there, and where a tap or a scan goes. */
public final class ShellViewModel {
    /** What fills the window. */
    public enum Face {
        /** First start. */
        ENROL,
        /** Nobody is there. */
        SIGN_IN,
        /** Work. */
        OPEN,
        /** Somebody went away; the work stays behind the lock. */
        LOCKED
    }

    /** What lies over the screen on the shell's behalf. */
    public enum Sheet {
        /** Nothing. */
        NONE,
        /** Command palette. */
        PALETTE,
        /** Help sheet. */
        HELP,
        /** Past notices. */
        NOTICES
    }

    private final SignInDesk signIn;
    private final TaskExecutor tasks;
    private final InstantSource clock;
    private final SettingsViewModel settings;
    private final CounterViewModel counter;
    private final Toasts toasts;
    private final ReadOnlyObjectWrapper<Face> face;
    private final ReadOnlyObjectWrapper<DeskStatus> status;
    private final ReadOnlyObjectWrapper<Optional<Operator>> operator = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>(Place.COUNTER);
    private final ObjectProperty<Sheet> sheet = new SimpleObjectProperty<>(Sheet.NONE);
    private final ObservableList<Place> places = FXCollections.observableArrayList();
    private final List<Subscription> listening;
    private Instant lastActivity;
    private Work idle = Work.NONE;

    /** A shell over its desk. */
    public ShellViewModel(StatusDesk desk, EnrolmentDesk enrolment, SignInDesk signIn, DevicesDesk devices,
            CounterViewModel counter, SettingsViewModel settings,
            Toasts toasts, TaskExecutor tasks, InstantSource clock) {
        this.signIn = signIn;
        this.tasks = tasks;
        this.clock = clock;
        this.settings = settings;
        this.counter = counter;
        this.toasts = toasts;
        this.face = new ReadOnlyObjectWrapper<>(enrolment.enrolled() ? Face.SIGN_IN : Face.ENROL);
        this.status = new ReadOnlyObjectWrapper<>(desk.now());
        this.lastActivity = clock.instant();
        this.listening = List.of(desk.onChange(now -> tasks.onScreen(() -> status.set(now))),
                devices.onTap(tap -> tasks.onScreen(() -> tap(tap))));
    }

    /** The desk has its location now. */
    public void enrolled() {
        face.set(Face.SIGN_IN);
    }

    /** Somebody signed in, at the start or at the lock. Another person than before starts with a clean counter. */
    public void signedIn(Operator who) {
        boolean same = operator.get().map(Operator::id).filter(who.id()::equals).isPresent();
        operator.set(Optional.of(who));
        places.setAll(Place.of(who.role()));
        if (!same) {
            counter.leave();
            place.set(places.contains(Place.COUNTER) ? Place.COUNTER : places.getFirst());
        }
        face.set(Face.OPEN);
        activity();
        watchIdle();
    }

    /** Locks the screen; what was begun stays as it is. */
    public void lock() {
        if (face.get() == Face.OPEN) {
            sheet.set(Sheet.NONE);
            face.set(Face.LOCKED);
            idle.cancel();
        }
    }

    /** Ends the operator's session. */
    public void signOut() {
        if (face.get() == Face.OPEN || face.get() == Face.LOCKED) {
            if (counter.frozen()) {
                toasts.show(Toast.Tone.LOOK, Said.of("counter.frozen.first"));
                return;
            }
            idle.cancel();
            sheet.set(Sheet.NONE);
            counter.leave();
            operator.set(Optional.empty());
            face.set(Face.SIGN_IN);
            tasks.run(() -> {
                signIn.signOut();
                return true;
            }, _ -> {
            }, toasts::trouble);
        }
    }

    /** Opens a screen, when the role may. */
    public void open(Place wanted) {
        if (face.get() == Face.OPEN && places.contains(wanted)) {
            sheet.set(Sheet.NONE);
            place.set(wanted);
        }
    }

    /** A key, a click, a tap: somebody is there. */
    public void activity() {
        lastActivity = clock.instant();
    }

    /** A card was tapped, on whatever screen. */
    public void tap(TapSeen tap) {
        activity();
        if (face.get() != Face.OPEN) {
            return;
        }
        if (places.contains(Place.COUNTER)) {
            toCounter();
            counter.tap(tap.card());
        }
    }

    /** A scanner sent a text, on whatever screen. */
    public void scan(String text) {
        activity();
        if (face.get() == Face.OPEN && places.contains(Place.COUNTER)) {
            toCounter();
            counter.scan(text);
        }
    }

    private void toCounter() {
        sheet.set(Sheet.NONE);
        place.set(Place.COUNTER);
    }

    private void watchIdle() {
        idle.cancel();
        Duration allowed = Duration.ofMinutes(settings.preferences().get().idleMinutes());
        Duration left = allowed.minus(Duration.between(lastActivity, clock.instant()));
        if (left.isPositive()) {
            idle = tasks.after(left, this::watchIdle);
        } else {
            lock();
        }
    }

    /** Releases what it listens to. */
    public void close() {
        idle.cancel();
        listening.forEach(Subscription::close);
    }

    /** What fills the window. */
    public ReadOnlyObjectProperty<Face> face() {
        return face.getReadOnlyProperty();
    }

    /** The strip's content. */
    public ReadOnlyObjectProperty<DeskStatus> status() {
        return status.getReadOnlyProperty();
    }

    /** Who is there. */
    public ReadOnlyObjectProperty<Optional<Operator>> operator() {
        return operator.getReadOnlyProperty();
    }

    /** The open screen. */
    public ReadOnlyObjectProperty<Place> place() {
        return place.getReadOnlyProperty();
    }

    /** What lies over the screen. */
    public ObjectProperty<Sheet> sheet() {
        return sheet;
    }

    /** Screens the operator may open. */
    public ObservableList<Place> places() {
        return places;
    }

    /** Notices. */
    public Toasts toasts() {
        return toasts;
    }
}
