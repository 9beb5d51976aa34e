package guichet.console;

import java.util.List;
import javafx.application.Platform;
import javafx.stage.Window;

/** The one way to end the console. */
public final class Shutdown {
    private Shutdown() {
    }

    /**
     * Hides all windows, the last shown first, then ends the toolkit. With a pop-up open, Platform.exit() alone ends in a crash inside GTK
     * (seen on JavaFX 25 and 26). Not from the toolkit's first runnable. From any thread.
     */
    public static void now() {
        if (!Platform.isFxApplicationThread()) {
            Platform.runLater(Shutdown::now);
            return;
        }
        hideAll();
        Platform.exit();
    }

    /** Hides all windows, pop-ups before stages. On the FX thread. */
    public static void hideAll() {
        List.copyOf(Window.getWindows()).reversed().forEach(Window::hide);
    }
}
