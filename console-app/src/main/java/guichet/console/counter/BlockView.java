package guichet.console.counter;

import atlantafx.base.theme.Styles;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Blocking a card: why, and what came of it. */
final class BlockView {
    private final VBox node = Parts.column(16);

    BlockView(BlockViewModel model, Runnable close, Words words, Watching watching) {
        node.setPrefWidth(520);
        TextField reason = new TextField();
        reason.setId("block-reason");
        reason.setPromptText(words.text("block.reason.prompt"));
        reason.textProperty().bindBidirectional(model.reason());
        Button block = Parts.button(MaterialDesignC.CANCEL, words.text("block.submit"), model::submit, Styles.DANGER);
        block.setDefaultButton(true);
        block.setId("block-submit");
        Button cancel = Parts.button(words.text("cancel"), close);
        watching.value(model.busy(), busy -> {
            block.setDisable(busy);
            reason.setDisable(busy);
            cancel.setDisable(busy);
            block.setText(words.text(busy ? "block.busy" : "block.submit"));
        });
        watching.value(model.outcome(), outcome -> {
            if (outcome.isPresent()) {
                node.getChildren().setAll(OutcomeView.of(outcome.get(), "block", words),
                        Parts.row(Parts.spring(), Parts.primary(words.text("close"), close)));
            } else {
                node.getChildren().setAll(Parts.label(words.text("block.title", MemberView.name(model.view(), words)), "title"),
                        Parts.label(words.text("block.hint")),
                        Parts.field(watching, words, words.text("block.reason"), reason, model.error()),
                        Parts.row(Parts.spring(), cancel, block));
            }
        });
        Platform.runLater(reason::requestFocus);
    }

    Region node() {
        return node;
    }
}
