package guichet.console.shell;

import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** Notices over everything, bottom right; bottom left while a dialog is open, whose buttons are at its bottom right. */
final class ToastsView {
    private final VBox node = new VBox();

    ToastsView(Toasts toasts, Words words, Watching watching) {
        node.getStyleClass().add("toasts");
        node.setId("toasts");
        node.setPickOnBounds(false);
        node.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        watching.list(toasts.showing(),
                () -> node.getChildren().setAll(toasts.showing().stream().map(toast -> notice(toasts, toast, words)).toList()));
    }

    Node node() {
        return node;
    }

    void at(Pos corner) {
        node.setAlignment(corner);
        StackPane.setAlignment(node, corner);
    }

    private static Node notice(Toasts toasts, Toast toast, Words words) {
        Notification notice = new Notification(words.text(toast.said()), Parts.icon(icon(toast.tone())));
        notice.getStyleClass().addAll(style(toast.tone()), Styles.ELEVATED_1);
        notice.setPrefWidth(400);
        notice.setMaxWidth(400);
        notice.setOnClose(_ -> toasts.close(toast));
        return notice;
    }

    static Ikon icon(Toast.Tone tone) {
        return switch (tone) {
            case INFO -> MaterialDesignI.INFORMATION_OUTLINE;
            case GOOD -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case LOOK -> MaterialDesignA.ALERT_OUTLINE;
            case BAD -> MaterialDesignA.ALERT_OCTAGON_OUTLINE;
        };
    }

    private static String style(Toast.Tone tone) {
        return switch (tone) {
            case INFO -> Styles.ACCENT;
            case GOOD -> Styles.SUCCESS;
            case LOOK -> Styles.WARNING;
            case BAD -> Styles.DANGER;
        };
    }
}
