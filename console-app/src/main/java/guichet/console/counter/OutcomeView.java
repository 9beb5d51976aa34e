package guichet.console.counter;

import guichet.desk.counter.Outcome;
import guichet.console.looks.Parts;
import guichet.desk.words.Reason;
import guichet.console.words.Words;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** What came of an operation: a symbol, one line, how it was decided and what was not checked. */
final class OutcomeView {
    private OutcomeView() {
    }

    /** @param what prefix of the operation's sentences: {@code reload}, {@code assign}, {@code block} */
    static VBox of(Outcome outcome, String what, Words words) {
        return switch (outcome) {
            case Outcome.Done done -> {
                VBox box = head(MaterialDesignC.CHECK_CIRCLE, "good", words.text(what + ".done"),
                        words.text("decided." + done.by()));
                done.balance().ifPresent(balance -> {
                    Label figure = Parts.line(words.text(balance.amount()), "figure");
                    figure.setId("new-balance");
                    box.getChildren().add(Parts.column(0, Parts.line(words.text("reload.newBalance"), "muted"), figure));
                });
                if (!done.unchecked().isEmpty()) {
                    String list = done.unchecked().stream()
                            .map(key -> words.text(new guichet.console.words.Said("unchecked." + key, java.util.List.of())))
                            .collect(Collectors.joining(", "));
                    Label note = Parts.label(words.text("decided.unchecked", list), "note", "note-look");
                    note.setGraphic(Parts.icon(MaterialDesignA.ALERT_OUTLINE));
                    note.setMaxWidth(Double.MAX_VALUE);
                    box.getChildren().add(note);
                }
                done.dataAsOf().ifPresent(at -> box.getChildren()
                        .add(Parts.label(words.text("decided.asOf", words.time(at), words.ago(at)), "muted")));
                yield box;
            }
            case Outcome.InDoubt doubt ->
                head(MaterialDesignH.HELP_CIRCLE, "look", words.text("doubt.title"), words.text("doubt.text", doubt.since()));
            case Outcome.Withdrawn _ ->
                head(MaterialDesignU.UNDO, "muted", words.text("withdrawn.title"), words.text("withdrawn.text"));
            case Outcome.Refused refused -> refused(refused.reason(), words);
            case Outcome.NeedsServer needs -> refused(needs.reason(), words);
        };
    }

    private static VBox refused(Reason reason, Words words) {
        return head(MaterialDesignA.ALERT_CIRCLE, "bad", words.text("refused.title"), words.text(reason));
    }

    private static VBox head(Ikon ikon, String tone, String title, String text) {
        VBox lines = Parts.column(4, Parts.label(title, "title"), Parts.label(text));
        HBox.setHgrow(lines, Priority.ALWAYS);
        HBox row = new HBox(16, Parts.icon(ikon, "big-icon", "icon-" + tone), lines);
        row.setAlignment(Pos.CENTER_LEFT);
        return Parts.column(16, row);
    }
}
