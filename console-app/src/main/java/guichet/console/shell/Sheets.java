package guichet.console.shell;

import guichet.console.notices.Toast;
import guichet.console.keys.Shortcut;
import guichet.console.looks.Parts;
import guichet.console.words.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/** The help sheet and the past notices. */
public final class Sheets {
    private Sheets() {
    }

    /** Every shortcut with its name. */
    public static Node help(ShellViewModel shell, Words words) {
        GridPane grid = new GridPane(24, 8);
        List<Shortcut> all = List.of(Shortcut.values());
        int half = (all.size() + shell.places().size() + 1) / 2;
        int at = 0;
        for (Place place : shell.places()) {
            put(grid, at++, half, "Ctrl+" + place.digit(), words.text("place." + place.name()));
        }
        for (Shortcut shortcut : all) {
            put(grid, at++, half, shortcut.display(), words.text("shortcut." + shortcut));
        }
        return card(words, shell, "help.title", grid, 800);
    }

    private static void put(GridPane grid, int at, int half, String keys, String name) {
        HBox cell = new HBox(Parts.key(keys));
        cell.setMinWidth(96);
        int column = at < half ? 0 : 2;
        grid.add(cell, column, at % half);
        Label text = Parts.line(name);
        text.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(text, column + 1, at % half);
    }

    /** What was shown in the corner, latest first. */
    public static Node notices(ShellViewModel shell, Words words) {
        VBox rows = new VBox();
        for (Toast toast : shell.toasts().history()) {
            Label time = Parts.line(words.time(toast.at()), "muted");
            time.setMinWidth(56);
            Label text = Parts.label(words.text(toast.said()));
            HBox.setHgrow(text, Priority.ALWAYS);
            String tone = switch (toast.tone()) {
                case INFO -> "muted";
                case GOOD -> "good";
                case LOOK -> "look";
                case BAD -> "bad";
            };
            HBox row = new HBox(Parts.icon(ToastsView.icon(toast.tone()), "icon-" + tone), time, text);
            row.getStyleClass().add("list-row");
            rows.getChildren().add(row);
        }
        if (rows.getChildren().isEmpty()) {
            rows.getChildren()
                    .add(Parts.empty(MaterialDesignB.BELL_OUTLINE, words.text("notices.none"), words.text("notices.none.hint")));
        }
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(480);
        return card(words, shell, "notices.title", scroll, 640);
    }

    private static Node card(Words words, ShellViewModel shell, String title, Node content, double width) {
        VBox card = Parts.column(16, Parts.label(words.text(title), "title"), content,
                Parts.row(Parts.spring(), Parts.primary(words.text("close"), () -> shell.sheet().set(ShellViewModel.Sheet.NONE)),
                        Parts.key("Esc")));
        card.getStyleClass().add("dialog-card");
        card.setPrefWidth(width);
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        VBox outer = new VBox(card);
        outer.getStyleClass().add("sheet");
        outer.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return outer;
    }
}
