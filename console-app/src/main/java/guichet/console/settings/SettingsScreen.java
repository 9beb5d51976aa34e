package guichet.console.settings;

import guichet.console.looks.Look;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.looks.Screen;
import guichet.console.words.Words;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Language, look, lock; and what this program is made of. */
public final class SettingsScreen implements Screen {
    private final Watching watching = new Watching();
    private final Words words;
    private final ScrollPane node;
    private final ToggleButton first;

    /**
     * The settings over their view model.
     *
     * @param version of the program
     * @param licence what the licence line says, as a key under {@code about.licence.}
     * @param browse opens an address
     */
    public SettingsScreen(SettingsViewModel model, Words words, String version, String licence, Consumer<String> browse) {
        this.words = words;
        Preferences now = model.preferences().get();
        SegmentedButton languages = choice(
                Words.LANGUAGES.stream().map(
                        language -> option(name(language), language.equals(now.language()), () -> model.language(language))));
        languages.setId("languages");
        first = languages.getButtons().get(Math.max(0, Words.LANGUAGES.indexOf(now.language())));
        SegmentedButton looks = choice(
                Stream.of(Look.values())
                        .map(look -> option(words.text("settings.look." + look), look == now.look(), () -> model.look(look))));
        looks.setId("looks");
        languages.getButtons().forEach(
                button -> button.setId("language-" + Words.LANGUAGES.get(languages.getButtons().indexOf(button)).getLanguage()));
        Spinner<Integer> minutes = new Spinner<>(1, 60, now.idleMinutes());
        minutes.getStyleClass().add(Spinner.STYLE_CLASS_SPLIT_ARROWS_HORIZONTAL);
        minutes.setId("idle-minutes");
        minutes.setPrefWidth(176);
        watching.value(minutes.valueProperty(), model::idleMinutes);
        VBox desk = section("settings.title", row("settings.language", languages), row("settings.look", looks),
                row("settings.idle", minutes));
        Label about = Parts.label(words.text("about.text", version));
        VBox program = section("about.title", about, Parts.label(words.text("about.licence." + licence)),
                Parts.label(words.text("about.parts"), "muted"),
                Parts.row(Parts.button(MaterialDesignA.ARROW_TOP_RIGHT, words.text("about.licences"),
                        () -> browse.accept("https://www.apache.org/licenses/LICENSE-2.0"))));
        VBox box = Parts.column(16, desk, program);
        box.getStyleClass().add("content");
        box.setMaxWidth(960);
        node = new ScrollPane(box);
        node.setFitToWidth(true);
    }

    private static String name(Locale language) {
        String own = language.getDisplayLanguage(language);
        return own.substring(0, 1).toUpperCase(language) + own.substring(1);
    }

    private static SegmentedButton choice(Stream<ToggleButton> options) {
        SegmentedButton choice = new SegmentedButton();
        choice.getButtons().setAll(options.toList());
        return choice;
    }

    private static ToggleButton option(String text, boolean chosen, Runnable choose) {
        ToggleButton button = new ToggleButton(text);
        button.setSelected(chosen);
        button.setMinWidth(112);
        button.selectedProperty().addListener((_, _, selected) -> {
            if (selected) {
                choose.run();
            }
        });
        // one of them is always chosen
        button.setOnAction(_ -> button.setSelected(true));
        return button;
    }

    private Node row(String key, Node control) {
        Label name = Parts.line(words.text(key));
        name.setLabelFor(control);
        name.setMinWidth(240);
        return Parts.row(name, control);
    }

    private VBox section(String title, Node... nodes) {
        VBox box = Parts.column(16, Parts.label(words.text(title), "title"));
        box.getChildren().addAll(nodes);
        box.getStyleClass().add("panel");
        return box;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown() {
        // the buttons are in the window only once their control has its skin
        node.applyCss();
        first.requestFocus();
    }

    @Override
    public void leave() {
        watching.stop();
    }
}
