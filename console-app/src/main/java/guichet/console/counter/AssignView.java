package guichet.console.counter;

import guichet.desk.counter.Holder;
import guichet.desk.counter.MemberLine;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The stepper that gives a card to a member. */
final class AssignView {
    private final AssignViewModel model;
    private final Runnable close;
    private final Words words;
    private final VBox node = Parts.column(24);
    private final VBox body = Parts.column(16);
    private Watching inStep = new Watching();

    AssignView(AssignViewModel model, Runnable close, Words words, Watching watching) {
        this.model = model;
        this.close = close;
        this.words = words;
        node.setPrefSize(760, 560);
        VBox.setVgrow(body, Priority.ALWAYS);
        HBox steps = Parts.row();
        node.getChildren().setAll(Parts.label(words.text("assign.title"), "title"), steps, body);
        watching.value(model.step(), step -> {
            steps.getChildren().setAll(stepper(step));
            body();
        });
        watching.value(model.newMember(), _ -> body());
        watching.also(() -> inStep.stop());
    }

    Region node() {
        return node;
    }

    private void body() {
        inStep.stop();
        inStep = new Watching();
        body.getChildren().setAll(switch (model.step().get()) {
            case CARD -> card();
            case CUSTOMER -> model.newMember().get() ? fresh() : customer();
            case IDENTITY -> identity();
            case DONE -> done();
        });
    }

    private List<Node> stepper(AssignViewModel.Step now) {
        List<Node> nodes = new ArrayList<>();
        int number = 0;
        for (AssignViewModel.Step step : AssignViewModel.Step.values()) {
            number++;
            if (!nodes.isEmpty()) {
                Region line = new Region();
                line.getStyleClass().add("step-line");
                HBox.setHgrow(line, Priority.ALWAYS);
                nodes.add(line);
            }
            Label label = Parts.line(words.text("assign.step." + step), "step");
            boolean past = step.compareTo(now) < 0 || now == AssignViewModel.Step.DONE;
            label.setGraphic(past ? Parts.icon(MaterialDesignC.CHECK_CIRCLE, "icon-good") : Parts.key(Integer.toString(number)));
            label.setMinWidth(Region.USE_PREF_SIZE);
            label.getStyleClass().add(past ? "step-done" : step == now ? "step-now" : "step-later");
            nodes.add(label);
        }
        return nodes;
    }

    private Node card() {
        VBox box = Parts.column(16,
                Parts.empty(MaterialDesignC.CONTACTLESS_PAYMENT, words.text("assign.card.title"), words.text("assign.card.hint")),
                Parts.error(inStep, words, model.cardError()), Parts.spring(), buttons());
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node customer() {
        TextField query = new TextField();
        query.setId("assign-query");
        query.setPromptText(words.text("assign.customer.prompt"));
        query.textProperty().bindBidirectional(model.query());
        VBox hits = Parts.column(8);
        Runnable fill = () -> {
            hits.getChildren().setAll(model.found().stream().map(this::hit).toList());
            if (model.found().isEmpty()) {
                boolean asked = model.query().get().strip().length() >= 2;
                hits.getChildren()
                        .setAll(Parts.empty(MaterialDesignA.ACCOUNT_SEARCH_OUTLINE,
                                words.text(asked ? "assign.customer.none" : "assign.customer.empty"),
                                words.text(asked ? "assign.customer.none.hint" : "assign.customer.empty.hint")));
            }
        };
        inStep.list(model.found(), fill);
        inStep.value(model.query(), _ -> fill.run());
        ScrollPane scroll = new ScrollPane(hits);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        query.setOnAction(_ -> {
            if (model.found().size() == 1) {
                model.choose(model.found().getFirst());
            }
        });
        Button fresh = Parts.button(MaterialDesignA.ACCOUNT_PLUS_OUTLINE, words.text("assign.new"), model::beginNew);
        fresh.setId("assign-new");
        Platform.runLater(query::requestFocus);
        VBox box = Parts.column(16, chosenCard(), query, scroll, buttons(fresh));
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node hit(MemberLine member) {
        Button button = Parts.button(MaterialDesignA.ACCOUNT_OUTLINE, CounterScreen.memberText(member, words),
                () -> model.choose(member), "list-row-button");
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private Node fresh() {
        TextField name = new TextField();
        name.setId("assign-name");
        name.textProperty().bindBidirectional(model.name());
        TextField mobile = new TextField();
        mobile.setId("assign-mobile");
        mobile.setPromptText("+34 600 000 000");
        mobile.textProperty().bindBidirectional(model.mobile());
        Button next = Parts.primary(words.text("next"), model::takeNew);
        next.setId("assign-take");
        Platform.runLater((name.getText().isEmpty() ? name : mobile)::requestFocus);
        VBox box = Parts.column(16, chosenCard(), Parts.field(inStep, words, words.text("assign.name"), name, model.nameError()),
                Parts.field(inStep, words, words.text("assign.mobile"), mobile, model.mobileError()),
                Parts.label(words.text("assign.new.hint"), "muted"),
                Parts.spring(), buttons(backButton(), next));
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node identity() {
        Holder holder = model.holder().get().orElseThrow();
        String name = switch (holder) {
            case Holder.Known known -> known.name();
            case Holder.New added -> added.name();
        };
        String mobile = switch (holder) {
            case Holder.Known known -> known.mobile();
            case Holder.New added -> added.mobile();
        };
        Label sentTo = Parts.label("", "lead");
        CodeBoxes boxes = new CodeBoxes(model.code(), words, inStep);
        Button send = Parts.button(MaterialDesignM.MESSAGE_TEXT_LOCK_OUTLINE, words.text("assign.code.send"), model::sendCode);
        send.setId("code-send");
        Button check = Parts.primary(words.text("assign.code.check"), model::submitCode);
        check.setId("code-check");
        Runnable update = () -> {
            boolean sent = model.sent().get().isPresent();
            int wait = model.resendIn().get();
            sentTo.setText(model.sent().get().map(code -> words.text("assign.code.sent", code.to(), code.expires()))
                    .orElseGet(() -> words.text("assign.code.ask", mobile)));
            send.setText(wait > 0
                    ? words.text("assign.code.resendIn", wait)
                    : words.text(sent ? "assign.code.resend" : "assign.code.send"));
            send.setDisable(model.busy().get() || wait > 0);
            check.setDisable(model.busy().get() || !sent);
            send.setDefaultButton(!sent);
            check.setDefaultButton(sent);
            boxes.node().setDisable(!sent || model.busy().get());
        };
        inStep.value(model.sent(), sent -> {
            update.run();
            if (sent.isPresent()) {
                Platform.runLater(boxes::focus);
            }
        });
        inStep.value(model.resendIn(), _ -> update.run());
        inStep.value(model.busy(), _ -> update.run());
        inStep.value(model.code(), typed -> {
            if (typed.isEmpty() && model.sent().get().isPresent()) {
                Platform.runLater(boxes::focus);
            }
        });
        VBox box = Parts.column(16,
                Parts.row(Parts.icon(MaterialDesignA.ACCOUNT_OUTLINE, "note-icon"),
                        Parts.label(name + "  " + mobile, "lead", "strong")),
                sentTo,
                boxes.node(), Parts.error(inStep, words, model.codeError()), Parts.row(send), Parts.spring(),
                buttons(backButton(), check));
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node done() {
        VBox box = OutcomeView.of(model.outcome().get().orElseThrow(), "assign", words);
        Button finish = Parts.primary(words.text("close"), close);
        finish.setId("assign-finish");
        box.getChildren().addAll(chosenCard(), Parts.spring(), Parts.row(Parts.spring(), finish, Parts.key("Enter")));
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node chosenCard() {
        return model.card().get().<Node>map(card -> {
            Label label = Parts.label(
                    words.text("assign.card.chosen", card.serial(), card.technology(), words.text("trust." + card.trust())),
                    "note");
            label.setGraphic(Parts.icon(MaterialDesignC.CARD_ACCOUNT_DETAILS_OUTLINE));
            label.setMaxWidth(Double.MAX_VALUE);
            return label;
        }).orElseGet(Region::new);
    }

    private Button backButton() {
        return Parts.button(words.text("back"), model::back);
    }

    private HBox buttons(Node... more) {
        HBox row = Parts.row(Parts.button(words.text("cancel"), close), Parts.key("Esc"), Parts.spring());
        row.getChildren().addAll(more);
        return row;
    }
}
