package guichet.console.counter;

import guichet.desk.counter.Outcome;
import guichet.desk.counter.ReloadTerms;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.keys.Shortcut;
import guichet.desk.words.Amount;
import guichet.console.words.Words;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/** The reload dialog: amounts left, keypad right; then what came of it. */
final class ReloadView {
    private final ReloadViewModel model;
    private final Runnable close;
    private final Words words;
    private final Watching watching;
    private final VBox node = Parts.column(16);

    ReloadView(ReloadViewModel model, Runnable close, Words words, Watching watching) {
        this.model = model;
        this.close = close;
        this.words = words;
        this.watching = watching;
        node.setPrefWidth(840);
        Node enter = enter();
        watching.value(model.step(), step -> node.getChildren().setAll(switch (step) {
            case LOADING -> Parts.progress(words.text("reload.loading"), words.text("cancel"), close);
            case ENTER -> enter;
            case WORKING -> Parts.progress(words.text("reload.working"), words.text("reload.stopWaiting"), model::stopWaiting);
            case RESULT -> result();
        }));
    }

    Region node() {
        return node;
    }

    private Node enter() {
        FlowPane quick = new FlowPane(8, 8);
        Label limits = Parts.label("", "muted");
        Label offline = Parts.label("", "note", "note-look");
        watching.value(model.terms(), terms -> {
            quick.getChildren().setAll(
                    terms.map(ReloadTerms::quick).stream().flatMap(amounts -> amounts.stream()).map(this::quick).toList());
            limits.setText(terms.map(known -> words.text("reload.limits", known.least(), known.most())).orElse(""));
            offline.setText(
                    terms.flatMap(ReloadTerms::offlineMost).map(most -> words.text("reload.offlineMost", most)).orElse(""));
            Parts.show(offline, terms.flatMap(ReloadTerms::offlineMost).isPresent());
        });
        HBox amount = money("reload-amount", model.amount(), ReloadViewModel.Field.AMOUNT, "0");
        HBox cash = money("reload-cash", model.cash(), ReloadViewModel.Field.CASH, words.text("reload.cash.exact"));
        Label change = Parts.line("", "title");
        change.setId("reload-change");
        watching.value(model.change(), back -> change.setText(back.map(words::text).orElse("–")));
        VBox left = Parts.column(8, Parts.line(words.text("reload.amount"), "field-label"), amount,
                Parts.error(watching, words, model.amountError()), quick, limits,
                Parts.line(words.text("reload.cash"), "field-label"), cash, Parts.error(watching, words, model.cashError()),
                Parts.row(Parts.line(words.text("reload.change"), "muted"), Parts.spring(), change), offline);
        left.setPrefWidth(440);
        left.setMinWidth(400);
        HBox both = new HBox(24, left, keypad());
        Button submit = Parts.primary(words.text("reload.submit"), model::submit);
        submit.setId("reload-submit");
        submit.setFocusTraversable(false);
        Button cancel = Parts.button(words.text("cancel"), close);
        cancel.setFocusTraversable(false);
        return Parts.column(16, title(), both, Parts.row(Parts.spring(), cancel, Parts.key("Esc"), submit, Parts.key("Enter")));
    }

    private Node title() {
        String balance = model.view().balance().map(known -> words.text("reload.balanceNow", known.amount())).orElse("");
        return Parts.column(0, Parts.label(words.text("reload.title", MemberView.name(model.view(), words)), "title"),
                Parts.line(balance, "muted"));
    }

    private Button quick(Amount amount) {
        Button button = Parts.button(words.money().number(amount), () -> model.quick(amount));
        button.setFocusTraversable(false);
        return button;
    }

    private HBox money(String id, ObservableValue<String> typed, ReloadViewModel.Field field, String whenEmpty) {
        Label text = Parts.line("", "title");
        text.setId(id);
        HBox box = new HBox(8, text, Parts.spring(), Parts.line(model.currency(), "muted"));
        box.getStyleClass().add("money-field");
        box.setOnMouseClicked(_ -> model.field().set(field));
        watching.value(typed, value -> {
            text.setText(value.isEmpty() ? whenEmpty : value.replace('.', words.money().separator()));
            text.getStyleClass().remove("muted");
            if (value.isEmpty()) {
                text.getStyleClass().add("muted");
            }
        });
        watching.value(model.field(), now -> {
            box.getStyleClass().remove("money-field-active");
            if (now == field) {
                box.getStyleClass().add("money-field-active");
            }
        });
        return box;
    }

    private Node keypad() {
        GridPane pad = new GridPane(8, 8);
        String keys = "789456123";
        for (int i = 0; i < keys.length(); i++) {
            pad.add(key(keys.charAt(i)), i % 3, i / 3);
        }
        Button point = keypadButton(String.valueOf(words.money().separator()), '.');
        Button back = keypadButton("", '\b');
        back.setGraphic(Parts.icon(MaterialDesignB.BACKSPACE_OUTLINE));
        back.setAccessibleText(words.text("keypad.back"));
        pad.addRow(3, point, key('0'), back);
        Button other = Parts.button(words.text("reload.otherField"), this::otherField, "keypad-wide");
        other.setMaxWidth(Double.MAX_VALUE);
        other.setFocusTraversable(false);
        pad.add(other, 0, 4, 3, 1);
        pad.setAlignment(Pos.TOP_RIGHT);
        return pad;
    }

    private void otherField() {
        model.field().set(
                model.field().get() == ReloadViewModel.Field.AMOUNT ? ReloadViewModel.Field.CASH : ReloadViewModel.Field.AMOUNT);
    }

    private Button key(char digit) {
        return keypadButton(String.valueOf(digit), digit);
    }

    private Button keypadButton(String text, char key) {
        Button button = Parts.button(text, () -> model.press(key), "keypad-key");
        button.setFocusTraversable(false);
        return button;
    }

    private Node result() {
        Outcome outcome = model.outcome().get().orElseThrow();
        VBox box = OutcomeView.of(outcome, "reload", words);
        model.asked().ifPresent(asked -> box.getChildren().add(1,
                Parts.label(words.text("reload.asked", asked, MemberView.name(model.view(), words)), "lead")));
        if (outcome instanceof Outcome.InDoubt) {
            Label note = Parts.label(words.text("doubt.hint"), "note", "note-look");
            note.setMaxWidth(Double.MAX_VALUE);
            Button wait = Parts.primary(words.text("doubt.wait"), model::settle);
            wait.setId("doubt-wait");
            Button withdraw = Parts.button(words.text("doubt.withdraw"), model::withdraw);
            withdraw.setId("doubt-withdraw");
            box.getChildren().addAll(note,
                    Parts.row(Parts.button(words.text("doubt.later"), close), Parts.spring(), withdraw, wait));
            return box;
        }
        if (outcome instanceof Outcome.Done) {
            model.change().get().filter(back -> back.minor() > 0)
                    .ifPresent(back -> box.getChildren().add(Parts.label(words.text("reload.giveBack", back), "title")));
        }
        Button undo = Parts.button(words.text("reload.undo"), model::withdraw);
        undo.setId("undo");
        HBox undoRow = Parts.row(undo, Parts.key(Shortcut.UNDO.display()));
        // hidden, not removed: nothing may move under the finger
        watching.value(model.undoOpen(), undoRow::setVisible);
        Button done = Parts.primary(words.text("reload.finish"), close);
        done.setId("reload-finish");
        box.getChildren().add(Parts.row(undoRow, Parts.spring(), done, Parts.key("Enter")));
        return box;
    }
}
