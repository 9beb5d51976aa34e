package guichet.console.shell;

import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The rail on the left: the screens this role may open. */
final class RailView {
    private final VBox node = new VBox();

    RailView(ShellViewModel shell, Words words, Watching watching) {
        node.getStyleClass().add("rail");
        StackPane mark = new StackPane(Parts.icon(MaterialDesignT.TICKET_CONFIRMATION_OUTLINE));
        mark.getStyleClass().add("rail-mark");
        Label waiting = Parts.line("", "badge");
        Map<Place, ToggleButton> buttons = new EnumMap<>(Place.class);
        watching.list(shell.places(), () -> {
            node.getChildren().setAll(mark);
            buttons.clear();
            for (Place place : shell.places()) {
                ToggleButton button = button(shell, words, place);
                buttons.put(place, button);
                node.getChildren().add(place == Place.REVIEW ? badged(button, waiting) : button);
            }
            mark(buttons, shell.place().get());
        });
        watching.value(shell.place(), place -> mark(buttons, place));
        watching.value(shell.status(), status -> {
            waiting.setText(Integer.toString(status.review()));
            waiting.setVisible(status.review() > 0);
        });
    }

    Node node() {
        return node;
    }

    private static ToggleButton button(ShellViewModel shell, Words words, Place place) {
        ToggleButton button = new ToggleButton(words.text("place." + place.name()), Parts.icon(icon(place)));
        button.setId("place-" + place.name());
        button.getStyleClass().add("rail-button");
        button.setAccessibleHelp("Ctrl+" + place.digit());
        button.setOnAction(_ -> {
            shell.open(place);
            button.setSelected(true);
        });
        return button;
    }

    private static Node badged(ToggleButton button, Label badge) {
        badge.setMouseTransparent(true);
        StackPane both = new StackPane(button, badge);
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        return both;
    }

    private static void mark(Map<Place, ToggleButton> buttons, Place open) {
        buttons.forEach((place, button) -> button.setSelected(place == open));
    }

    static Ikon icon(Place place) {
        return switch (place) {
            case COUNTER -> MaterialDesignC.CARD_ACCOUNT_DETAILS_OUTLINE;
            case REVIEW -> MaterialDesignI.INBOX_ARROW_DOWN_OUTLINE;
            case DEVICES -> MaterialDesignC.CONTACTLESS_PAYMENT;
            case SETTINGS -> MaterialDesignT.TUNE;
        };
    }

}
