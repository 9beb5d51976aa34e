package guichet.console.shell;

import guichet.console.looks.Screen;
import atlantafx.base.controls.ModalPane;
import guichet.console.looks.Watching;
import guichet.console.words.Words;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/** The whole window in one language. A change of language makes a new one over the same view models. */
public final class ShellView {
    private final Watching watching = new Watching();
    private final Watching inPlace = new Watching();
    private final ObjectProperty<Boolean> dialog = new SimpleObjectProperty<>(false);
    private final StackPane root = new StackPane();
    private final BorderPane open = new BorderPane();
    private final StackPane gate = new StackPane();
    private final ModalPane sheets = new ModalPane();
    private Optional<Screen> screen = Optional.empty();
    private Optional<Screen> gateScreen = Optional.empty();

    /**
     * @param screens makes the view of a place
     * @param gates makes the view of enrolment, sign-in and lock
     * @param sheetViews makes what lies over the screen
     */
    public ShellView(ShellViewModel shell, Words words, Function<Place, Screen> screens,
            Function<ShellViewModel.Face, Screen> gates,
            Function<ShellViewModel.Sheet, Node> sheetViews) {
        StackPane content = new StackPane();
        open.setLeft(new RailView(shell, words, watching).node());
        BorderPane right = new BorderPane(content);
        right.setTop(new StripView(shell, words, watching).node());
        open.setCenter(right);
        open.getStyleClass().add("console");
        gate.getStyleClass().add("lock");
        sheets.setPersistent(true);
        sheets.setInTransitionFactory(null);
        sheets.setOutTransitionFactory(null);
        sheets.setAlignment(Pos.TOP_CENTER);
        ToastsView toastsView = new ToastsView(shell.toasts(), words, watching);
        Node toasts = toastsView.node();
        watching.value(dialog.map(sheet -> sheet ? Pos.BOTTOM_LEFT : Pos.BOTTOM_RIGHT), toastsView::at);
        root.getChildren().setAll(open, gate, sheets, toasts);

        watching.value(shell.place(), place -> {
            screen.ifPresent(Screen::leave);
            Screen fresh = screens.apply(place);
            screen = Optional.of(fresh);
            inPlace.stop();
            inPlace.value(fresh.dialog(), shown -> dialog.set(shown));
            content.getChildren().setAll(fresh.node());
            if (shell.face().get() == ShellViewModel.Face.OPEN) {
                fresh.shown();
            }
        });
        watching.value(shell.face(), face -> {
            boolean working = face == ShellViewModel.Face.OPEN;
            open.setVisible(working);
            gate.setVisible(!working);
            gateScreen.ifPresent(Screen::leave);
            gateScreen = working ? Optional.empty() : Optional.of(gates.apply(face));
            gate.getChildren().setAll(gateScreen.map(Screen::node).stream().toList());
            // later: at the start this view stands in no window yet, and nothing could take the focus
            gateScreen.or(() -> screen).ifPresent(now -> Platform.runLater(now::shown));
        });
        watching.value(shell.sheet(), sheet -> {
            if (sheet == ShellViewModel.Sheet.NONE) {
                sheets.hide(true);
                if (shell.face().get() == ShellViewModel.Face.OPEN) {
                    screen.ifPresent(Screen::shown);
                }
            } else {
                sheets.show(sheetViews.apply(sheet));
            }
        });
    }

    /** The window's content. */
    public Parent root() {
        return root;
    }

    /** Releases what it listens to. */
    public void leave() {
        watching.stop();
        inPlace.stop();
        screen.ifPresent(Screen::leave);
        gateScreen.ifPresent(Screen::leave);
    }
}
