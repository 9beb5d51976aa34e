package guichet.console.counter;

import guichet.console.looks.Watching;
import guichet.console.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Six boxes for a one-time code. Typing goes on to the next box, Backspace goes back, a pasted code fills all. */
final class CodeBoxes {
    private final HBox node = new HBox(8);
    private final List<TextField> boxes = new ArrayList<>();
    private final StringProperty code;
    private boolean filling;

    CodeBoxes(StringProperty code, Words words, Watching watching) {
        this.code = code;
        for (int i = 0; i < AssignViewModel.CODE_LENGTH; i++) {
            TextField box = new TextField();
            int at = i;
            box.setId("code-" + (i + 1));
            box.getStyleClass().add("code-box");
            box.setAccessibleText(words.text("assign.code.digit", i + 1));
            box.setTextFormatter(new TextFormatter<>(change -> change.getText().matches("\\d*") ? change : null));
            box.textProperty().addListener((_, _, text) -> typed(at, text));
            box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
                if (event.getCode() == KeyCode.BACK_SPACE && box.getText().isEmpty() && at > 0) {
                    boxes.get(at - 1).clear();
                    boxes.get(at - 1).requestFocus();
                    event.consume();
                }
            });
            boxes.add(box);
        }
        node.getChildren().setAll(boxes);
        watching.value(code, this::fill);
    }

    Node node() {
        return node;
    }

    void focus() {
        boxes.get(Math.min(code.get().length(), boxes.size() - 1)).requestFocus();
    }

    private void typed(int at, String text) {
        if (filling) {
            return;
        }
        if (text.length() > 1) {
            String all = boxes.stream().limit(at).map(TextField::getText).collect(Collectors.joining()) + text;
            code.set(all.substring(0, Math.min(all.length(), AssignViewModel.CODE_LENGTH)));
            focus();
            return;
        }
        code.set(boxes.stream().map(TextField::getText).collect(Collectors.joining()));
        if (!text.isEmpty() && at + 1 < boxes.size()) {
            boxes.get(at + 1).requestFocus();
        }
    }

    private void fill(String digits) {
        String shown = boxes.stream().map(TextField::getText).collect(Collectors.joining());
        if (shown.equals(digits)) {
            return;
        }
        filling = true;
        for (int i = 0; i < boxes.size(); i++) {
            boxes.get(i).setText(i < digits.length() ? digits.substring(i, i + 1) : "");
        }
        filling = false;
    }
}
