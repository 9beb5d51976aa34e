package guichet.console.screens;

import guichet.console.Console;
import guichet.console.Shutdown;
import guichet.console.display.TestDisplay;
import guichet.console.driver.ConsoleDriver;
import guichet.console.fakes.FakeDesk;
import guichet.console.work.BackgroundExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assumptions;

/** A console on a real stage over fakes, with its driver. */
final class ShownConsole implements AutoCloseable {
    private static boolean started;

    final FakeDesk desk;
    final ConsoleDriver driver;
    private final Console console;

    ShownConsole(FakeDesk desk, String pictures) {
        this(desk, pictures, "");
    }

    ShownConsole(FakeDesk desk, String pictures, String presetServer) {
        this.desk = desk;
        start();
        record Shown(Console console, Stage stage) {
        }
        Shown shown = onScreen(() -> {
            Console made = new Console(desk.ports(), new BackgroundExecutor(), presetServer, "0.1.0");
            Stage stage = new Stage();
            made.show(stage);
            return new Shown(made, stage);
        });
        console = shown.console();
        driver = new ConsoleDriver(console.scene(), Path.of("target", "pictures", pictures));
        driver.settle();
    }

    /** Signs the cashier in by keys. */
    ShownConsole signedIn() {
        driver.awaitNode("name");
        driver.type("ana\t2468\n");
        driver.awaitNode("query");
        return this;
    }

    /** Where the notices lie in the window. */
    List<Bounds> notices() {
        return onScreen(() -> console.scene().getRoot().lookupAll(".notification").stream()
                .map(node -> node.localToScene(node.getLayoutBounds())).toList());
    }

    /** Whether a notice lies over a button of the open dialog. */
    boolean hidesAButton() {
        return dialogButtons().stream().anyMatch(button -> notices().stream().anyMatch(button::intersects));
    }

    /** Where the buttons of the open dialog lie in the window. */
    List<Bounds> dialogButtons() {
        return onScreen(() -> console.scene().lookup(".dialog-card").lookupAll(".button").stream().filter(Node::isVisible)
                .map(node -> node.localToScene(node.getLayoutBounds())).toList());
    }

    double width() {
        return onScreen(() -> console.scene().getWidth());
    }

    /** Whether the node with an id has the focus; asked on the FX thread. */
    boolean focused(String id) {
        return console.scene().getFocusOwner() != null && id.equals(console.scene().getFocusOwner().getId());
    }

    static void assumeDisplay() {
        Assumptions.assumeFalse("missing".equals(System.getProperty(TestDisplay.XVFB)), "Xvfb is not installed");
    }

    private static synchronized void start() {
        assumeDisplay();
        if (!started) {
            started = true;
            Platform.setImplicitExit(false);
            Platform.startup(() -> {
            });
        }
    }

    static <T> T onScreen(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return task.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        onScreen(() -> {
            console.close();
            Shutdown.hideAll();
            return true;
        });
    }
}
