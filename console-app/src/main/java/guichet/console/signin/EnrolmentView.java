package guichet.console.signin;

import guichet.desk.signin.EnrolmentResult;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.looks.Screen;
import guichet.console.words.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/** First start: three fields. */
public final class EnrolmentView implements Screen {
    private final Watching watching = new Watching();
    private final StackPane node;
    private final TextField server;
    private final TextField code;

    /** The form over its view model. */
    public EnrolmentView(EnrolmentViewModel model, Words words) {
        server = field("server", "https://guichet.example.org");
        server.textProperty().bindBidirectional(model.server());
        code = field("code", words.text("enrol.code.prompt"));
        code.textProperty().bindBidirectional(model.code());
        TextField name = field("desk-name", words.text("enrol.name.prompt"));
        name.textProperty().bindBidirectional(model.deskName());
        Button submit = Parts.primary(words.text("enrol.submit"), model::submit);
        submit.setId("enrol");
        submit.setMaxWidth(Double.MAX_VALUE);
        Button cancel = Parts.button(words.text("cancel"), model::cancel);
        cancel.setMaxWidth(Double.MAX_VALUE);
        watching.value(model.busy(), busy -> {
            submit.setDisable(busy);
            submit.setText(words.text(busy ? "enrol.busy" : "enrol.submit"));
            Parts.show(cancel, busy);
        });
        VBox card = Parts.column(16,
                Parts.row(Parts.icon(MaterialDesignD.DESKTOP_TOWER_MONITOR, "big-icon", "icon-muted"),
                        Parts.label(words.text("enrol.title"), "title")),
                Parts.label(words.text("enrol.hint"), "muted"),
                Parts.field(watching, words, words.text("enrol.server"), server, model.error(EnrolmentResult.Field.SERVER)),
                Parts.field(watching, words, words.text("enrol.code"), code, model.error(EnrolmentResult.Field.CODE)),
                Parts.field(watching, words, words.text("enrol.name"), name, model.error(EnrolmentResult.Field.NAME)), submit,
                cancel);
        card.getStyleClass().add("dialog-card");
        card.setPrefWidth(480);
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        node = new StackPane(card);
    }

    private static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        return field;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown() {
        (server.getText().isBlank() ? server : code).requestFocus();
    }

    @Override
    public void leave() {
        watching.stop();
    }
}
