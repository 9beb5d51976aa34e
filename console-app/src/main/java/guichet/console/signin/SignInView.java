package guichet.console.signin;

import guichet.desk.signin.Operator;
import atlantafx.base.controls.PasswordTextField;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.desk.status.Connection;
import guichet.desk.status.DeskStatus;
import guichet.console.looks.Screen;
import guichet.console.words.Words;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** Sign-in, and the lock: one card in the middle. */
public final class SignInView implements Screen {
    private final Watching watching = new Watching();
    private final StackPane node;
    private final TextField name = new TextField();
    private final PasswordTextField pin = new PasswordTextField();

    /** @param locked true when somebody's work waits behind */
    public SignInView(SignInViewModel model, ObservableValue<DeskStatus> status, boolean locked, Words words) {
        name.setId("name");
        name.textProperty().bindBidirectional(model.name());
        pin.setId("pin");
        // the control hides its text; what is typed is its password property
        watching.value(pin.passwordProperty(), typed -> model.pin().set(typed));
        watching.value(model.pin(), typed -> {
            if (typed.isEmpty()) {
                pin.clear();
            }
        });
        Button submit = Parts.primary(words.text(locked ? "signin.unlock" : "signin.submit"), model::submit);
        submit.setId("submit");
        submit.setMaxWidth(Double.MAX_VALUE);
        Button cancel = Parts.button(words.text("cancel"), model::cancel);
        Parts.show(cancel, false);
        FlowPane recent = new FlowPane(8, 8);
        watching.list(model.recent(), () -> recent.getChildren()
                .setAll(model.recent().stream().map(operator -> (Node) choice(model, operator)).toList()));
        Label recentLabel = Parts.line(words.text("signin.recent"), "field-label");
        VBox switching = Parts.column(8, recentLabel, recent);
        watching.list(model.recent(), () -> Parts.show(switching, !model.recent().isEmpty()));
        Label where = Parts.line("", "muted");
        Label connection = Parts.label("", "note");
        watching.value(status, now -> {
            where.setText(now.location() + " · " + now.desk());
            boolean offline = switch (now.connection()) {
                case Connection.Offline _,Connection.Forked _,Connection.ShutOut _ -> true;
                case Connection.Online _,Connection.Refused _,Connection.Loading _ -> false;
            };
            connection.setText(switch (now.connection()) {
                case Connection.Offline since -> words.text("signin.offline", since.since());
                case Connection.Forked _ -> words.text("signin.forked");
                case Connection.ShutOut _ -> words.text("signin.shutOut");
                case Connection.Online _,Connection.Refused _,Connection.Loading _ -> words.text("signin.online");
            });
            connection.setGraphic(Parts.icon(offline ? MaterialDesignC.CLOUD_OFF_OUTLINE : MaterialDesignC.CLOUD_CHECK_OUTLINE));
            connection.getStyleClass().removeAll("note-look");
            if (offline) {
                connection.getStyleClass().add("note-look");
            }
        });
        watching.value(model.busy(), busy -> {
            submit.setDisable(busy);
            name.setDisable(busy);
            pin.setDisable(busy);
            submit.setText(words.text(busy ? "signin.busy" : locked ? "signin.unlock" : "signin.submit"));
            Parts.show(cancel, busy);
            if (!busy) {
                shown();
            }
        });
        cancel.setMaxWidth(Double.MAX_VALUE);
        VBox head = Parts.column(8, Parts.row(
                Parts.icon(locked ? MaterialDesignL.LOCK_OUTLINE : MaterialDesignA.ACCOUNT_KEY_OUTLINE, "big-icon", "icon-muted"),
                Parts.column(0, Parts.label(words.text(locked ? "signin.locked.title" : "signin.title"), "title"), where)));
        VBox card = Parts.column(16, head, switching,
                Parts.field(watching, words, words.text("signin.name"), name, model.nameError()),
                Parts.field(watching, words, words.text("signin.pin"), pin, model.pinError()), submit, cancel, connection);
        card.getStyleClass().add("dialog-card");
        card.setPrefWidth(440);
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        connection.setMaxWidth(Double.MAX_VALUE);
        node = new StackPane(card);
        node.setAlignment(Pos.CENTER);
    }

    private Button choice(SignInViewModel model, Operator operator) {
        Button button = Parts.button(MaterialDesignA.ACCOUNT_OUTLINE, operator.displayName(), () -> {
            model.choose(operator);
            pin.requestFocus();
        });
        button.setFocusTraversable(false);
        return button;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown() {
        (name.getText().isBlank() ? name : pin).requestFocus();
    }

    @Override
    public void leave() {
        watching.stop();
        name.textProperty().unbind();
    }
}
