package guichet.console.signin;

import guichet.desk.signin.Operator;
import guichet.desk.signin.SignInDesk;
import guichet.desk.signin.SignInResult;
import guichet.console.notices.Toasts;
import guichet.console.words.Said;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Name and PIN, at the start and at the lock. */
public final class SignInViewModel {
    private final SignInDesk desk;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final Consumer<SignInResult.SignedIn> signedIn;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty pin = new SimpleStringProperty("");
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Said>> nameError = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Said>> pinError = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<Operator> recent = FXCollections.observableArrayList();
    private Work work = Work.NONE;

    /** @param signedIn told when somebody is in */
    public SignInViewModel(SignInDesk desk, TaskExecutor tasks, Toasts toasts, Consumer<SignInResult.SignedIn> signedIn) {
        this.desk = desk;
        this.tasks = tasks;
        this.toasts = toasts;
        this.signedIn = signedIn;
    }

    /** Starts afresh, with a name already there when somebody locked the screen. */
    public void begin(String presetName) {
        cancel();
        name.set(presetName);
        pin.set("");
        nameError.set(Optional.empty());
        pinError.set(Optional.empty());
        tasks.run(desk::recent, recent::setAll, toasts::trouble);
    }

    /** Chooses somebody of the fast switch: only the PIN is left to type. */
    public void choose(Operator operator) {
        name.set(operator.name());
        pin.set("");
        nameError.set(Optional.empty());
        pinError.set(Optional.empty());
    }

    /** Tries name and PIN. */
    public void submit() {
        if (busy.get()) {
            return;
        }
        nameError.set(name.get().isBlank() ? Optional.of(Said.of("signin.name.missing")) : Optional.empty());
        pinError.set(pin.get().isEmpty() ? Optional.of(Said.of("signin.pin.missing")) : Optional.empty());
        if (nameError.get().isPresent() || pinError.get().isPresent()) {
            return;
        }
        char[] secret = pin.get().toCharArray();
        String who = name.get().strip();
        busy.set(true);
        work = tasks.run(() -> {
            try {
                return desk.signIn(who, secret);
            } finally {
                Arrays.fill(secret, '\0');
            }
        }, this::answered, failure -> {
            busy.set(false);
            pin.set("");
            toasts.trouble(failure);
        });
    }

    /** Gives up a try under way. */
    public void cancel() {
        work.cancel();
        busy.set(false);
    }

    private void answered(SignInResult result) {
        busy.set(false);
        pin.set("");
        switch (result) {
            case SignInResult.SignedIn in -> signedIn.accept(in);
            case SignInResult.WrongPin wrong -> pinError.set(Optional.of(Said.of("signin.wrong", wrong.triesLeft())));
            case SignInResult.Locked locked -> pinError.set(Optional.of(Said.of("signin.locked", locked.until())));
            case SignInResult.NotPossible not -> nameError.set(Optional.of(Said.because(not.reason())));
        }
    }

    /** The name typed. */
    public StringProperty name() {
        return name;
    }

    /** The PIN typed; empty again after each try. */
    public StringProperty pin() {
        return pin;
    }

    /** True while a try is under way. */
    public BooleanProperty busy() {
        return busy;
    }

    /** What is wrong with the name. */
    public ObjectProperty<Optional<Said>> nameError() {
        return nameError;
    }

    /** What is wrong with the PIN. */
    public ObjectProperty<Optional<Said>> pinError() {
        return pinError;
    }

    /** Who signed in lately. */
    public ObservableList<Operator> recent() {
        return recent;
    }
}
