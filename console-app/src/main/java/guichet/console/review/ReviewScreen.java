package guichet.console.review;

import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewItem;
import atlantafx.base.theme.Styles;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.looks.Screen;
import guichet.console.words.Said;
import guichet.console.words.Words;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** One list of what needs a person, and the chosen item beside it. */
public final class ReviewScreen implements Screen {
    private final Watching watching = new Watching();
    private Watching inItem = new Watching();
    private final ReviewViewModel model;
    private final Words words;
    private final StackPane node = new StackPane();
    private final VBox list = Parts.column(8);
    private final StackPane detail = new StackPane();

    /** The review over its view model. */
    public ReviewScreen(ReviewViewModel model, Words words) {
        this.model = model;
        this.words = words;
        node.getStyleClass().add("content");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        VBox left = Parts.column(16, Parts.label(words.text("review.title"), "title"), scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        left.getStyleClass().add("panel");
        left.setMinWidth(400);
        left.setPrefWidth(440);
        detail.getStyleClass().add("panel");
        HBox.setHgrow(detail, Priority.ALWAYS);
        HBox both = new HBox(16, left, detail);
        VBox none = Parts.empty(MaterialDesignC.CHECK_ALL, words.text("review.none"), words.text("review.none.hint"));
        none.getStyleClass().add("panel");
        watching.list(model.items(), () -> {
            list.getChildren().setAll(model.items().stream().map(this::row).toList());
            node.getChildren().setAll(model.items().isEmpty() ? none : both);
        });
        watching.value(model.chosen(), this::detail);
        model.refresh();
    }

    private Node row(ReviewItem item) {
        ToggleButton row = new ToggleButton();
        row.getStyleClass().add("list-row-button");
        Label what = Parts.line(what(item) + (item.subject().isEmpty() ? "" : " · " + item.subject()), "strong");
        Label kind = Parts.line(words.text("review.kind." + item.kind()) + " · " + words.ago(item.since()), "muted");
        Label risk = Parts.line(item.atRisk().map(words::text).orElse(""), "strong");
        risk.setMinWidth(Region.USE_PREF_SIZE);
        VBox text = Parts.column(0, what, kind);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(16, Parts.icon(icon(item.kind()), "note-icon", "icon-" + tone(item.kind())), text, risk);
        line.setAlignment(Pos.CENTER_LEFT);
        row.setGraphic(line);
        row.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(row.widthProperty().subtract(40));
        row.setAccessibleText(what.getText() + " " + kind.getText() + " " + risk.getText());
        row.setSelected(model.chosen().get().map(ReviewItem::id).filter(item.id()::equals).isPresent());
        row.setOnAction(_ -> {
            model.choose(Optional.of(item));
            row.setSelected(true);
        });
        return row;
    }

    private void detail(Optional<ReviewItem> chosen) {
        inItem.stop();
        inItem = new Watching();
        if (chosen.isEmpty()) {
            detail.getChildren().setAll(Parts.label(words.text("review.choose"), "muted"));
            return;
        }
        ReviewItem item = chosen.get();
        list.getChildren()
                .forEach(row -> ((ToggleButton) row).setSelected(model.items().indexOf(item) == list.getChildren().indexOf(row)));
        Label why = Parts.label(words.text(item.why()), "note", "note-" + tone(item.kind()));
        why.setMaxWidth(Double.MAX_VALUE);
        why.setGraphic(Parts.icon(icon(item.kind())));
        VBox box = Parts.column(16, Parts.label(words.text("review.kind." + item.kind() + ".question"), "title"), why,
                Parts.fact(words.text("review.what"), Parts.label(what(item))),
                Parts.fact(words.text("review.subject"), Parts.label(item.subject())),
                Parts.fact(words.text("review.operator"), Parts.label(item.operator())),
                Parts.fact(words.text("review.since"),
                        Parts.label(words.exactTime(item.since()) + " (" + words.ago(item.since()) + ")")));
        item.atRisk().ifPresent(
                risk -> box.getChildren().add(Parts.fact(words.text("review.risk"), Parts.line(words.text(risk), "title"))));
        if (item.allowed().isEmpty()) {
            box.getChildren().add(Parts.label(
                    words.text(item.kind() == ReviewItem.Kind.FORKED ? "review.waiting.FORKED" : "review.waiting"), "muted"));
        } else {
            box.getChildren().addAll(settle(item));
        }
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        detail.getChildren().setAll(scroll);
    }

    private Node[] settle(ReviewItem item) {
        TextField reason = new TextField();
        reason.setId("review-reason");
        reason.setPromptText(words.text("review.reason.prompt"));
        reason.textProperty().bindBidirectional(model.reason());
        FlowPane ways = new FlowPane(8, 8);
        for (Resolution resolution : item.allowed()) {
            boolean usual = resolution == item.allowed().getFirst();
            Button button = Parts.button(words.text("resolution." + resolution), () -> model.resolve(resolution));
            button.setId("resolve-" + resolution);
            if (usual) {
                button.getStyleClass().add(Styles.ACCENT);
            }
            inItem.value(model.busy(), button::setDisable);
            ways.getChildren().add(button);
        }
        return new Node[]{Parts.field(inItem, words, words.text("review.reason"), reason, model.error()), ways};
    }

    /** The operation by its name; what is about no operation of this desk, by what it is. */
    private String what(ReviewItem item) {
        return item.operation().isEmpty()
                ? words.text("review.kind." + item.kind())
                : words.text(Said.of("operation." + item.operation()));
    }

    private static String tone(ReviewItem.Kind kind) {
        return switch (kind) {
            case CASE, NOT_TOLD, FORKED -> "bad";
            case IN_DOUBT, HELD -> "look";
        };
    }

    private static Ikon icon(ReviewItem.Kind kind) {
        return switch (kind) {
            case NOT_TOLD -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
            case IN_DOUBT -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
            case HELD -> MaterialDesignP.PAUSE_CIRCLE_OUTLINE;
            case CASE -> MaterialDesignB.BRIEFCASE_OUTLINE;
            case FORKED -> MaterialDesignC.CONTENT_COPY;
        };
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown() {
        node.lookupAll(".list-row-button").stream().findFirst().ifPresent(Node::requestFocus);
    }

    @Override
    public void leave() {
        inItem.stop();
        watching.stop();
    }
}
