package guichet.console.shell;

import guichet.console.keys.Shortcut;
import guichet.desk.status.Connection;
import guichet.desk.status.DeskStatus;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.desk.signin.Operator;
import guichet.console.words.Words;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** The top strip: where, when, who, and whether the server and the reader are there. Colour, symbol and words say the same. */
final class StripView {
    private final Words words;
    private final HBox node;
    private final Label location = Parts.line("", "lead", "strong");
    private final Label desk = Parts.line("", "muted");
    private final Button connection;
    private final Button reader;

    StripView(ShellViewModel shell, Words words, Watching watching) {
        this.words = words;
        connection = pill(() -> shell.open(Place.REVIEW));
        connection.setId("connection");
        reader = pill(() -> shell.open(Place.DEVICES));
        reader.setId("reader");
        MenuButton operator = new MenuButton();
        operator.setId("operator");
        operator.setGraphic(Parts.icon(MaterialDesignA.ACCOUNT_CIRCLE_OUTLINE));
        operator.getItems().addAll(item("shell.lock", Shortcut.LOCK, shell::lock), item("shell.signOut", null, shell::signOut));
        watching.value(shell.operator(), who -> operator.setText(who.map(Operator::displayName).orElse("")));
        watching.value(shell.status(), this::show);
        VBox where = Parts.column(0, location, desk);
        where.setAlignment(Pos.CENTER_LEFT);
        node = new HBox(where, Parts.spring(), reader, connection, operator);
        node.getStyleClass().add("strip");
        location.setMinWidth(HBox.USE_PREF_SIZE);
        desk.setMinWidth(HBox.USE_PREF_SIZE);
        operator.setMinWidth(HBox.USE_PREF_SIZE);
    }

    Node node() {
        return node;
    }

    private void show(DeskStatus status) {
        location.setText(status.location());
        desk.setText(words.text("strip.desk", status.desk(), status.gamingDay()));
        switch (status.connection()) {
            case Connection.Online online -> put(connection, "pill-good", MaterialDesignC.CLOUD_CHECK_OUTLINE,
                    online.unsent() == 0 ? words.text("strip.online") : words.text("strip.online.unsent", online.unsent()));
            case Connection.Offline offline -> {
                String risk = offline.atRisk().stream().map(words::text).collect(Collectors.joining(" + "));
                put(connection, "pill-look", MaterialDesignC.CLOUD_OFF_OUTLINE, risk.isEmpty()
                        ? words.text("strip.offline", offline.since(), offline.unsent())
                        : words.text("strip.offline.risk", offline.since(), offline.unsent(), risk));
            }
            case Connection.Refused refused ->
                put(connection, "pill-bad", MaterialDesignC.CLOUD_ALERT, words.text("strip.refused", refused.operations()));
            case Connection.Forked _ -> put(connection, "pill-bad", MaterialDesignC.CLOUD_ALERT, words.text("strip.forked"));
            case Connection.ShutOut _ -> put(connection, "pill-bad", MaterialDesignC.CLOUD_ALERT, words.text("strip.shutOut"));
            case Connection.Loading loading -> put(connection, "pill-plain", MaterialDesignC.CLOUD_DOWNLOAD_OUTLINE,
                    words.text("strip.loading", loading.percent()));
        }
        switch (status.reader()) {
            case READY -> put(reader, "pill-plain", MaterialDesignC.CONTACTLESS_PAYMENT, words.text("reader.READY"));
            case CARD -> put(reader, "pill-good", MaterialDesignC.CONTACTLESS_PAYMENT, words.text("reader.CARD"));
            case TROUBLE -> put(reader, "pill-bad", MaterialDesignA.ALERT_OUTLINE, words.text("reader.TROUBLE"));
            case NONE -> put(reader, "pill-look", MaterialDesignL.LAN_DISCONNECT, words.text("reader.NONE"));
        }
    }

    private static void put(Button pill, String tone, Ikon ikon, String text) {
        pill.getStyleClass().removeIf(name -> name.startsWith("pill-"));
        pill.getStyleClass().add(tone);
        pill.setGraphic(Parts.icon(ikon));
        pill.setText(text);
    }

    private static Button pill(Runnable action) {
        Button pill = Parts.button("", action, "pill");
        pill.setMinWidth(HBox.USE_PREF_SIZE);
        return pill;
    }

    private MenuItem item(String key, @Nullable Shortcut shortcut, Runnable action) {
        MenuItem item = new MenuItem(words.text(key));
        if (shortcut != null) {
            item.setAccelerator(shortcut.keys());
        }
        item.setOnAction(_ -> action.run());
        return item;
    }
}
