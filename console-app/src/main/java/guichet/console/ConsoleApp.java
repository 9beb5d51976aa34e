package guichet.console;

import guichet.console.work.BackgroundExecutor;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running console: one instance, one window, one end. */
public final class ConsoleApp {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApp.class);

    /** How long the screens may take to close. */
    private static final int SCREEN_SECONDS = 5;
    /** How long a signal waits for the desk: longer than the screens, so that a slow screen never costs the desk its clean end. */
    private static final int RELEASE_SECONDS = 30;

    private final ConsoleOptions options;
    private final DeskOpener opener;
    private final String version;
    private volatile Optional<Stage> window = Optional.empty();
    private volatile Optional<Console> console = Optional.empty();
    private volatile Optional<RuntimeException> failure = Optional.empty();

    /** @param opener opens the desk once this is the only instance */
    public ConsoleApp(ConsoleOptions options, DeskOpener opener, String version) {
        this.options = options;
        this.opener = opener;
        this.version = version;
    }

    /**
     * Runs until the window is closed.
     *
     * @return the process's exit code: 0, or 1 when it could not start
     */
    public int run() {
        Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
        try (SingleInstance instance = SingleInstance.claim(options.dataDirectory(), this::raise).orElse(null)) {
            if (instance == null) {
                LOG.info("CONSOLE_ALREADY_RUNNING profile={}", options.profile());
                return 0;
            }
            return show(opener.open(options));
        } catch (IOException e) {
            LOG.error("CONSOLE_NOT_STARTED", e);
            return 1;
        }
    }

    private int show(ConsolePorts ports) {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        // a signal closes the windows; the process lives on until the desk is released
        Thread hook = Thread.ofPlatform().name("console-shutdown").unstarted(() -> {
            ended.countDown();
            awaitQuietly(released, RELEASE_SECONDS);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        Platform.setImplicitExit(false);
        Platform.startup(() -> {
            try {
                Console made = new Console(ports, new BackgroundExecutor(), options.server(), version);
                Stage stage = new Stage();
                console = Optional.of(made);
                window = Optional.of(stage);
                stage.setOnHidden(_ -> ended.countDown());
                made.show(stage);
            } catch (RuntimeException e) {
                failure = Optional.of(e);
                ended.countDown();
            }
        });
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        CountDownLatch closed = new CountDownLatch(1);
        Platform.runLater(() -> {
            console.ifPresent(Console::close);
            Shutdown.now();
            closed.countDown();
        });
        awaitQuietly(closed, SCREEN_SECONDS);
        ports.release().run();
        released.countDown();
        failure.ifPresent(cause -> LOG.error("CONSOLE_NOT_SHOWN", cause));
        return failure.isPresent() ? 1 : 0;
    }

    private static void awaitQuietly(CountDownLatch latch, int seconds) {
        try {
            if (!latch.await(seconds, TimeUnit.SECONDS)) {
                LOG.warn("CONSOLE_SLOW_END");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void raise() {
        Platform.runLater(() -> window.ifPresent(stage -> {
            stage.setIconified(false);
            stage.toFront();
            stage.requestFocus();
        }));
    }

    private void uncaught(Thread thread, Throwable failure) {
        Optional<Console> shown = console;
        if (shown.isPresent()) {
            Platform.runLater(() -> shown.get().shell().toasts().trouble(failure));
        } else {
            LOG.error("CONSOLE_FAILED id={} thread={}", UUID.randomUUID().toString().substring(0, 8), thread.getName(), failure);
        }
    }
}
