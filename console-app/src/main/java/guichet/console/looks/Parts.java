package guichet.console.looks;

import atlantafx.base.theme.Styles;
import guichet.console.words.Said;
import guichet.console.words.Words;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The few parts all screens are made of, so that they look alike. Sizes and colours are in console.css. */
public final class Parts {
    private Parts() {
    }

    /** A label that wraps. */
    public static Label label(String text, String... classes) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }

    /** A label in one line, cut with dots when there is no room. */
    public static Label line(String text, String... classes) {
        Label label = new Label(text);
        label.getStyleClass().addAll(classes);
        return label;
    }

    /** An icon. */
    public static FontIcon icon(Ikon ikon, String... classes) {
        FontIcon icon = new FontIcon(ikon);
        icon.getStyleClass().addAll(classes);
        return icon;
    }

    /** A button; its text is its accessible name. */
    public static Button button(String text, Runnable action, String... classes) {
        Button button = new Button(text);
        button.getStyleClass().addAll(classes);
        button.setOnAction(_ -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** A button with an icon before its text. */
    public static Button button(Ikon ikon, String text, Runnable action, String... classes) {
        Button button = button(text, action, classes);
        button.setGraphic(icon(ikon));
        return button;
    }

    /** The usual thing: accented, under Enter. */
    public static Button primary(String text, Runnable action) {
        Button button = button(text, action, Styles.ACCENT);
        button.setDefaultButton(true);
        return button;
    }

    /** A key as printed on the keyboard. */
    public static Label key(String text) {
        return line(text, "key");
    }

    /** A row with 8 px between. */
    public static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** A column. */
    public static VBox column(double gap, Node... nodes) {
        return new VBox(gap, nodes);
    }

    /** What pushes the rest to the side. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        VBox.setVgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** A field under its label with its error below; the error takes room only when there is one. */
    public static VBox field(Watching watching, Words words, String label, Control control,
            ObservableValue<Optional<Said>> error) {
        Label name = line(label, "field-label");
        name.setLabelFor(control);
        control.setMaxWidth(Double.MAX_VALUE);
        return column(4, name, control, error(watching, words, error, control));
    }

    /** An error line that is there only when there is an error. */
    public static Label error(Watching watching, Words words, ObservableValue<Optional<Said>> error, Node... marked) {
        Label line = label("", "field-error");
        line.setGraphic(icon(MaterialDesignA.ALERT_CIRCLE_OUTLINE));
        watching.value(error, said -> {
            line.setText(said.map(words::text).orElse(""));
            line.setVisible(said.isPresent());
            line.setManaged(said.isPresent());
            for (Node node : marked) {
                node.pseudoClassStateChanged(Styles.STATE_DANGER, said.isPresent());
            }
        });
        return line;
    }

    /** Nothing is here: says so and what to do. */
    public static VBox empty(Ikon ikon, String title, String hint) {
        Label head = label(title, "lead");
        Label text = label(hint, "muted", "centered");
        VBox box = column(8, icon(ikon, "empty-icon"), head, text);
        box.getStyleClass().add("empty");
        return box;
    }

    /** Something is under way and can be cancelled. */
    public static VBox progress(String text, String cancel, Runnable onCancel) {
        ProgressIndicator ring = new ProgressIndicator();
        ring.setPrefSize(48, 48);
        VBox box = column(16, ring, label(text, "lead"), button(cancel, onCancel));
        box.getStyleClass().add("empty");
        return box;
    }

    /** A name and its value in two columns. */
    public static HBox fact(String name, Node value) {
        Label label = line(name, "muted", "fact-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = row(label, value);
        row.setAlignment(Pos.BASELINE_LEFT);
        HBox.setHgrow(value, Priority.ALWAYS);
        return row;
    }

    /** Shows or hides a node, giving its room back. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
