package guichet.console;

import guichet.console.counter.CounterScreen;
import guichet.console.counter.CounterViewModel;
import guichet.console.devices.DevicesScreen;
import guichet.console.devices.DevicesViewModel;
import guichet.console.looks.Themes;
import guichet.console.review.ReviewScreen;
import guichet.console.review.ReviewViewModel;
import guichet.console.settings.Preferences;
import guichet.console.settings.SettingsScreen;
import guichet.console.settings.SettingsViewModel;
import guichet.console.shell.Ears;
import guichet.console.shell.PaletteView;
import guichet.console.shell.PaletteViewModel;
import guichet.console.shell.Place;
import guichet.console.looks.Screen;
import guichet.console.shell.Sheets;
import guichet.console.shell.ShellView;
import guichet.console.shell.ShellViewModel;
import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.console.signin.EnrolmentView;
import guichet.console.signin.EnrolmentViewModel;
import guichet.desk.signin.Operator;
import guichet.console.signin.SignInView;
import guichet.console.signin.SignInViewModel;
import guichet.console.words.Said;
import guichet.console.words.Words;
import guichet.console.work.TaskExecutor;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/** The composition root: one console from its ports. Everything here runs on the FX thread. */
public final class Console implements AutoCloseable {
    private final ConsolePorts ports;
    private final TaskExecutor tasks;
    private final String version;
    private final Toasts toasts;
    private final SettingsViewModel settings;
    private final CounterViewModel counter;
    private final ReviewViewModel review;
    private final DevicesViewModel devices;
    private final SignInViewModel signIn;
    private final EnrolmentViewModel enrolment;
    private final ShellViewModel shell;
    private final Scene scene;
    private Optional<ShellView> view = Optional.empty();
    private Words words;

    /**
     * Puts a console together.
     *
     * @param tasks closed with the console
     * @param presetServer offered at enrolment, may be empty
     * @param version shown in About
     */
    public Console(ConsolePorts ports, TaskExecutor tasks, String presetServer, String version) {
        this.ports = ports;
        this.tasks = tasks;
        this.version = version;
        toasts = new Toasts(tasks, ports.clock());
        settings = new SettingsViewModel(ports.preferences(), tasks, toasts);
        counter = new CounterViewModel(ports.counter(), tasks, toasts, ports.clock());
        review = new ReviewViewModel(ports.review(), tasks, toasts);
        devices = new DevicesViewModel(ports.devices(), tasks, toasts);
        shell = new ShellViewModel(ports.status(), ports.enrolment(), ports.signIn(), ports.devices(), counter, settings, toasts,
                tasks, ports.clock());
        signIn = new SignInViewModel(ports.signIn(), tasks, toasts, in -> shell.signedIn(in.operator()));
        enrolment = new EnrolmentViewModel(ports.enrolment(), presetServer, tasks, toasts, shell::enrolled);
        words = wordsOf(settings.preferences().get());
        scene = new Scene(new Region(), 1280, 800);
        new Ears(shell, counter, tasks, System::nanoTime, this::refresh).on(scene);
        Themes.apply(settings.preferences().get().look());
        settings.preferences().subscribe((before, after) -> {
            if (before.look() != after.look()) {
                Themes.apply(after.look());
            }
            if (!before.language().equals(after.language())) {
                words = wordsOf(after);
                build();
            }
        });
        shell.status().subscribe((before, after) -> {
            if (!before.zone().equals(after.zone())) {
                words = wordsOf(settings.preferences().get());
                build();
            }
        });
        build();
    }

    /** Shows the console in a window, not larger than the screen. */
    public void show(Stage stage) {
        Rectangle2D screen = ports.platform().screen();
        stage.setTitle("Guichet");
        stage.setScene(scene);
        stage.setMinWidth(Math.min(1024, screen.getWidth()));
        stage.setMinHeight(Math.min(720, screen.getHeight()));
        stage.setWidth(Math.min(1280, screen.getWidth()));
        stage.setHeight(Math.min(800, screen.getHeight()));
        stage.setOnCloseRequest(event -> {
            if (counter.frozen()) {
                toasts.show(Toast.Tone.LOOK, Said.of("counter.frozen.first"));
                event.consume();
            }
        });
        stage.show();
    }

    /** The shell, for what comes from outside: a crash, a second start. */
    public ShellViewModel shell() {
        return shell;
    }

    /** The settings. */
    public SettingsViewModel settings() {
        return settings;
    }

    /** The scene, for a driver. */
    public Scene scene() {
        return scene;
    }

    private void build() {
        view.ifPresent(ShellView::leave);
        ShellView fresh = new ShellView(shell, words, this::screen, this::gate, this::sheet);
        view = Optional.of(fresh);
        scene.setRoot(fresh.root());
    }

    private Screen screen(Place place) {
        return switch (place) {
            case COUNTER -> new CounterScreen(counter, words, ports.clock());
            case REVIEW -> new ReviewScreen(review, words);
            case DEVICES -> new DevicesScreen(devices, words);
            case SETTINGS -> new SettingsScreen(settings, words, version, ports.platform().name(), ports.platform()::browse);
        };
    }

    private Screen gate(ShellViewModel.Face face) {
        if (face == ShellViewModel.Face.ENROL) {
            return new EnrolmentView(enrolment, words);
        }
        boolean locked = face == ShellViewModel.Face.LOCKED;
        signIn.begin(locked ? shell.operator().get().map(Operator::name).orElse("") : "");
        return new SignInView(signIn, shell.status(), locked, words);
    }

    private Node sheet(ShellViewModel.Sheet sheet) {
        return switch (sheet) {
            case NONE -> new Region();
            case PALETTE -> new PaletteView(new PaletteViewModel(shell, counter, ports.counter(), tasks, words), words).node();
            case HELP -> Sheets.help(shell, words);
            case NOTICES -> Sheets.notices(shell, words);
        };
    }

    private void refresh() {
        switch (shell.place().get()) {
            case COUNTER -> counter.refresh();
            case REVIEW -> review.refresh();
            case DEVICES -> devices.refresh();
            case SETTINGS -> {
            }
        }
    }

    private Words wordsOf(Preferences preferences) {
        return new Words(preferences.language(), ports.status().now().zone(), ports.clock());
    }

    @Override
    public void close() {
        view.ifPresent(ShellView::leave);
        shell.close();
        counter.close();
        review.close();
        devices.close();
        tasks.close();
    }
}
