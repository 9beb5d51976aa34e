package guichet.console.devices;

import guichet.desk.devices.ConnectionTest;
import guichet.desk.devices.DevicesState;
import guichet.desk.devices.ReaderLine;
import guichet.desk.devices.TapSeen;
import guichet.desk.counter.Trust;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.looks.Screen;
import guichet.console.words.Words;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Readers with their taps, the store's protection, the connection; and in words why nothing happens. */
public final class DevicesScreen implements Screen {
    private final Watching watching = new Watching();
    private final Words words;
    private final Button test = new Button();
    private final ScrollPane node;

    /** The devices over their view model. */
    public DevicesScreen(DevicesViewModel model, Words words) {
        this.words = words;
        VBox readers = Parts.column(16);
        VBox protection = Parts.column(8);
        VBox trouble = Parts.column(0);
        watching.value(model.state(), state -> {
            trouble.getChildren().setAll(state.flatMap(DevicesState::trouble).map(reason -> {
                Label note = Parts.label(words.text(reason), "note", "note-bad", "lead");
                note.setGraphic(Parts.icon(MaterialDesignA.ALERT_OUTLINE));
                note.setMaxWidth(Double.MAX_VALUE);
                return note;
            }).stream().toList());
            Parts.show(trouble, !trouble.getChildren().isEmpty());
            readers.getChildren().setAll(state.map(DevicesState::readers).orElse(List.of()).stream().map(this::reader).toList());
            if (readers.getChildren().isEmpty()) {
                VBox none = Parts.empty(MaterialDesignC.CONTACTLESS_PAYMENT, words.text("devices.none"),
                        words.text("devices.none.hint"));
                none.getStyleClass().add("panel");
                readers.getChildren().setAll(none);
            }
            state.map(DevicesState::protection).ifPresent(kept -> {
                boolean strong = kept == DevicesState.StoreProtection.KEY_STORE;
                protection.getChildren()
                        .setAll(line(strong ? MaterialDesignS.SHIELD_CHECK_OUTLINE : MaterialDesignK.KEY_OUTLINE,
                                strong ? "good" : "look",
                                words.text("devices.store." + kept), words.text("devices.store." + kept + ".hint")));
            });
        });
        VBox box = Parts.column(16, Parts.label(words.text("devices.title"), "title"), trouble, readers,
                section("devices.store", protection), connection(model));
        box.getStyleClass().add("content");
        box.setMaxWidth(960);
        node = new ScrollPane(box);
        node.setFitToWidth(true);
        model.refresh();
    }

    private Node reader(ReaderLine reader) {
        String tone = switch (reader.state()) {
            case READY, CARD -> "good";
            case TROUBLE -> "bad";
            case NONE -> "look";
        };
        VBox box = Parts.column(8,
                line(MaterialDesignC.CONTACTLESS_PAYMENT, tone, reader.name(), words.text("reader." + reader.state())));
        if (reader.lastTaps().isEmpty()) {
            box.getChildren().add(Parts.label(words.text("devices.noTaps"), "muted"));
        } else {
            box.getChildren().add(Parts.line(words.text("devices.lastTaps"), "muted"));
            reader.lastTaps().forEach(tap -> box.getChildren().add(tap(tap)));
        }
        box.getStyleClass().add("panel");
        return box;
    }

    private Node tap(TapSeen tap) {
        Label time = Parts.line(words.time(tap.at()), "muted");
        time.setMinWidth(56);
        Label serial = Parts.line(tap.card().serial(), "mono");
        serial.setMinWidth(160);
        Label technology = Parts.line(tap.card().technology());
        technology.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(technology, Priority.ALWAYS);
        Label trust = Parts.line(words.text("trust." + tap.card().trust()),
                tap.card().trust() == Trust.UID_ONLY ? "look" : "good");
        Label took = Parts.line(words.text("devices.took", tap.took().toMillis()), "muted");
        took.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(time, serial, technology, trust, took);
        row.getStyleClass().add("list-row");
        return row;
    }

    private Node connection(DevicesViewModel model) {
        test.setOnAction(_ -> model.testConnection());
        test.setGraphic(Parts.icon(MaterialDesignL.LAN_CHECK));
        test.setId("connection-test");
        Button cancel = Parts.button(words.text("cancel"), model::cancelTest);
        VBox result = Parts.column(0);
        watching.value(model.testing(), testing -> {
            test.setDisable(testing);
            test.setText(words.text(testing ? "devices.testing" : "devices.test"));
            Parts.show(cancel, testing);
        });
        watching.value(model.test(), found -> result.getChildren().setAll(found.map(outcome -> switch (outcome) {
            case ConnectionTest.Fine fine ->
                line(MaterialDesignC.CLOUD_CHECK_OUTLINE, "good", words.text("devices.test.fine", fine.server()),
                        words.text("devices.test.fine.hint", fine.roundTrip().toMillis(), fine.clockOff().toSeconds()));
            case ConnectionTest.Failed failed ->
                line(MaterialDesignC.CLOUD_OFF_OUTLINE, "bad", words.text("devices.test.failed"), words.text(failed.reason()));
        }).stream().toList()));
        return section("devices.connection", Parts.row(test, cancel), result);
    }

    private VBox section(String title, Node... nodes) {
        VBox box = Parts.column(16, Parts.label(words.text(title), "lead", "strong"));
        box.getChildren().addAll(nodes);
        box.getStyleClass().add("panel");
        return box;
    }

    private static Node line(Ikon ikon, String tone, String title, String hint) {
        VBox text = Parts.column(0, Parts.label(title, "lead"), Parts.label(hint, "muted"));
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(16, Parts.icon(ikon, "note-icon", "icon-" + tone), text);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown() {
        test.requestFocus();
    }

    @Override
    public void leave() {
        watching.stop();
    }
}
