package guichet.console.counter;

import guichet.desk.counter.OperationLine;
import guichet.desk.counter.OperationState;
import guichet.console.looks.Parts;
import guichet.console.words.Said;
import guichet.console.words.Words;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** Rows of operations: when, what, whose, how much, and where it stands. */
final class OperationsView {
    private OperationsView() {
    }

    static VBox rows(List<OperationLine> lines, Words words) {
        return new VBox(lines.stream().map(line -> row(line, words)).toArray(Node[]::new));
    }

    private static Node row(OperationLine line, Words words) {
        Label time = Parts.line(words.time(line.at()), "muted");
        time.setMinWidth(56);
        Label what = Parts.line(words.text(Said.of("operation." + line.kind())), "strong");
        what.setMinWidth(160);
        Label subject = Parts.line(line.subject());
        subject.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(subject, Priority.ALWAYS);
        Label amount = Parts.line(line.amount().map(words::text).orElse(""));
        amount.setMinWidth(HBox.USE_PREF_SIZE);
        amount.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(time, what, subject, amount, state(line.state(), words));
        row.getStyleClass().add("list-row");
        row.setAccessibleText(words.exactTime(line.at()) + " " + what.getText() + " " + line.operator());
        return row;
    }

    static Label state(OperationState state, Words words) {
        Label label = Parts.line(words.text("state." + state.name()), tone(state));
        label.setGraphic(Parts.icon(icon(state), "icon-" + tone(state)));
        label.setMinWidth(112);
        label.setGraphicTextGap(8);
        return label;
    }

    private static String tone(OperationState state) {
        return switch (state) {
            case DONE -> "good";
            case UNSENT, IN_DOUBT, HELD -> "look";
            case REFUSED -> "bad";
            case WITHDRAWN -> "muted";
        };
    }

    private static Ikon icon(OperationState state) {
        return switch (state) {
            case DONE -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case UNSENT -> MaterialDesignC.CLOUD_UPLOAD_OUTLINE;
            case IN_DOUBT -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
            case HELD -> MaterialDesignP.PAUSE_CIRCLE_OUTLINE;
            case REFUSED -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
            case WITHDRAWN -> MaterialDesignU.UNDO;
        };
    }
}
