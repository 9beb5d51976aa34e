package guichet.console.shell;

import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** The palette: a field, and what fits below. Arrows choose, Enter does it. */
public final class PaletteView {
    private static final int SHOWN = 8;

    private final VBox node;

    /** The palette over its view model. */
    public PaletteView(PaletteViewModel model, Words words) {
        Watching watching = new Watching();
        TextField query = new TextField();
        query.setId("palette");
        query.getStyleClass().add("search-line");
        query.setPromptText(words.text("palette.prompt"));
        query.textProperty().bindBidirectional(model.query());
        query.setOnAction(_ -> model.submit());
        query.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
                model.move(event.getCode() == KeyCode.DOWN ? 1 : -1);
                event.consume();
            }
        });
        VBox rows = Parts.column(4);
        Runnable fill = () -> {
            int first = Math.max(0, model.selected().get() - SHOWN + 1);
            rows.getChildren().setAll(model.entries().stream().skip(first).limit(SHOWN).map(entry -> row(model, entry)).toList());
            if (model.entries().isEmpty()) {
                rows.getChildren().setAll(Parts.label(words.text("palette.none"), "muted"));
            }
        };
        watching.list(model.entries(), fill);
        watching.value(model.selected(), _ -> fill.run());
        VBox card = Parts.column(16, query, rows);
        card.getStyleClass().add("dialog-card");
        card.setPrefWidth(640);
        card.setMinHeight(Region.USE_PREF_SIZE);
        node = new VBox(card);
        node.getStyleClass().add("sheet");
        node.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Platform.runLater(query::requestFocus);
    }

    private static Button row(PaletteViewModel model, PaletteViewModel.Entry entry) {
        Label text = Parts.line(entry.text());
        HBox line = Parts.row(Parts.icon(icon(entry.kind()), "note-icon", "icon-muted"), text, Parts.spring());
        if (!entry.keys().isEmpty()) {
            line.getChildren().add(Parts.key(entry.keys()));
        }
        HBox.setHgrow(line, Priority.ALWAYS);
        Button row = Parts.button("", () -> model.choose(entry), "palette-row");
        row.setGraphic(line);
        row.setAccessibleText(entry.text());
        row.setFocusTraversable(false);
        row.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(row.widthProperty().subtract(32));
        if (model.entries().indexOf(entry) == model.selected().get()) {
            row.getStyleClass().add("palette-row-now");
        }
        return row;
    }

    private static Ikon icon(PaletteViewModel.Kind kind) {
        return switch (kind) {
            case PLACE -> MaterialDesignV.VIEW_DASHBOARD_OUTLINE;
            case ACTION -> MaterialDesignC.CHEVRON_RIGHT_CIRCLE_OUTLINE;
            case MEMBER -> MaterialDesignA.ACCOUNT_OUTLINE;
        };
    }

    /** What it looks like. */
    public Node node() {
        return node;
    }
}
