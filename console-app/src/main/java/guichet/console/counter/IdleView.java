package guichet.console.counter;

import guichet.desk.counter.Today;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** Nobody is at the counter: one line to type in, today's totals, the last operations. */
final class IdleView {
    private final Watching watching = new Watching();
    private final VBox node;
    private final TextField query = new TextField();

    IdleView(CounterViewModel model, Words words) {
        query.setId("query");
        query.getStyleClass().add("search-line");
        query.setPromptText(words.text("counter.prompt.short"));
        query.setAccessibleText(words.text("counter.prompt"));
        query.textProperty().bindBidirectional(model.query());
        query.setOnAction(_ -> model.search());
        HBox.setHgrow(query, Priority.ALWAYS);
        Button find = Parts.button(MaterialDesignM.MAGNIFY, words.text("counter.find"), model::search, "search-button");
        HBox ask = new HBox(16, query, find);
        ask.setAlignment(Pos.CENTER_LEFT);
        VBox top = Parts.column(16,
                Parts.row(Parts.icon(MaterialDesignC.CONTACTLESS_PAYMENT, "big-icon", "icon-muted"),
                        Parts.label(words.text("counter.prompt"), "title")),
                ask);
        top.getStyleClass().add("panel");

        HBox totals = new HBox(16);
        VBox last = Parts.column(8);
        last.getStyleClass().add("panel");
        VBox.setVgrow(last, Priority.ALWAYS);
        watching.value(model.today(), today -> {
            totals.getChildren()
                    .setAll(today.map(known -> List.of(
                            total(words.text("today.taken"),
                                    known.taken().isEmpty()
                                            ? "–"
                                            : known.taken().stream().map(words::text).collect(Collectors.joining("  "))),
                            total(words.text("today.reloads"), Integer.toString(known.reloads())),
                            total(words.text("today.assigned"), Integer.toString(known.cardsAssigned())))).orElse(List.of()));
            last.getChildren().setAll(Parts.label(words.text("today.last"), "lead", "strong"));
            if (today.map(Today::last).orElse(List.of()).isEmpty()) {
                last.getChildren()
                        .add(Parts.empty(MaterialDesignC.CASH_REGISTER, words.text("today.none"), words.text("today.none.hint")));
            } else {
                ScrollPane scroll = new ScrollPane(OperationsView.rows(today.get().last(), words));
                scroll.setFitToWidth(true);
                VBox.setVgrow(scroll, Priority.ALWAYS);
                last.getChildren().add(scroll);
            }
        });
        node = Parts.column(16, top, totals, last);
    }

    private static Node total(String name, String figure) {
        Label value = Parts.line(figure, "title");
        VBox box = Parts.column(0, Parts.line(name, "muted"), value);
        box.getStyleClass().addAll("panel", "total");
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMaxWidth(Double.MAX_VALUE);
        // one width for all three, whatever stands in them
        box.setPrefWidth(1);
        return box;
    }

    Node node() {
        return node;
    }

    void focus() {
        query.requestFocus();
        query.end();
    }

    void leave() {
        watching.stop();
    }
}
