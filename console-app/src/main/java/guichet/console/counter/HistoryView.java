package guichet.console.counter;

import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/** The history in a dialog. */
final class HistoryView {
    private final VBox node;

    HistoryView(HistoryViewModel model, Runnable close, Words words, Watching watching) {
        VBox content = Parts.column(0);
        Button done = Parts.primary(words.text("close"), close);
        node = Parts.column(16, Parts.label(words.text("history.title", MemberView.name(model.view(), words)), "title"), content,
                Parts.row(Parts.spring(), done));
        VBox.setVgrow(content, Priority.ALWAYS);
        node.setPrefSize(760, 560);
        Runnable fill = () -> {
            if (model.loading().get()) {
                content.getChildren().setAll(Parts.progress(words.text("history.loading"), words.text("cancel"), close));
            } else if (model.lines().isEmpty()) {
                content.getChildren().setAll(
                        Parts.empty(MaterialDesignH.HISTORY, words.text("history.none"), words.text("history.none.hint")));
            } else {
                ScrollPane scroll = new ScrollPane(OperationsView.rows(model.lines(), words));
                scroll.setFitToWidth(true);
                VBox.setVgrow(scroll, Priority.ALWAYS);
                content.getChildren().setAll(scroll);
            }
        };
        watching.value(model.loading(), _ -> fill.run());
        watching.list(model.lines(), fill);
    }

    Region node() {
        return node;
    }
}
