package guichet.console.screens;

import guichet.console.Shutdown;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.stage.Stage;
import javafx.util.Duration;

/** A program of its own: shows a window with a pop-up, then ends the way the console ends. */
final class EndWithPopup {
    private EndWithPopup() {
    }

    public static void main(String[] args) {
        Platform.startup(() -> {
            Stage stage = new Stage();
            Label label = new Label("window");
            stage.setScene(new Scene(label, 400, 300));
            stage.show();
            Tooltip popup = new Tooltip("popup");
            popup.show(label, stage.getX() + 20, stage.getY() + 20);
            PauseTransition pause = new PauseTransition(Duration.millis(500));
            pause.setOnFinished(_ -> {
                System.out.println(popup.isShowing() ? "popup open" : "no popup");
                Shutdown.now();
            });
            pause.play();
        });
    }
}
