package guichet.console.shell;

import guichet.console.keys.Shortcut;
import guichet.console.counter.CounterViewModel;
import guichet.console.counter.Flow;
import guichet.console.counter.ReloadViewModel;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * Hears every key before the screen does: shortcuts, and scanners that type. A scan needs no focus and leaves what was typed as it was.
 * Letters typed outside a field are held for a moment, since they may be the start of a scan.
 */
public final class Ears {
    /** What a text field held before a burst began. */
    private record Before(TextInputControl field, String text, int caret) {
    }

    private static final Duration HOLD = WedgeDetector.GAP.plusMillis(10);

    private final ShellViewModel shell;
    private final CounterViewModel counter;
    private final TaskExecutor tasks;
    private final LongSupplier nanos;
    private final WedgeDetector wedge = new WedgeDetector();
    private final Runnable refresh;
    private List<Before> before = List.of();
    private boolean inField;
    private Work waiting = Work.NONE;

    /**
     * @param nanos a clock that only runs forward
     * @param refresh reads the open screen again
     */
    public Ears(ShellViewModel shell, CounterViewModel counter, TaskExecutor tasks, LongSupplier nanos, Runnable refresh) {
        this.shell = shell;
        this.counter = counter;
        this.tasks = tasks;
        this.nanos = nanos;
        this.refresh = refresh;
    }

    /** Listens to a scene. */
    public void on(Scene scene) {
        scene.addEventFilter(InputEvent.ANY, _ -> shell.activity());
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> flush());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(scene, event));
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> typed(scene, event));
    }

    private boolean working() {
        return shell.face().get() == ShellViewModel.Face.OPEN;
    }

    private void pressed(Scene scene, KeyEvent event) {
        if (!working()) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
            String pending = wedge.pending();
            Optional<String> scan = wedge.enter(nanos.getAsLong());
            if (scan.isPresent()) {
                event.consume();
                heard(scan.get());
            } else {
                play(pending);
            }
            return;
        }
        if (endsTyping(event)) {
            flush();
        }
        if (shortcut(event)) {
            event.consume();
            return;
        }
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isMetaDown();
        if (plain && !(scene.getFocusOwner() instanceof TextInputControl)) {
            if (event.getCode() == KeyCode.BACK_SPACE && reload().isPresent()) {
                reload().get().press('\b');
                event.consume();
            } else if (event.getCode() == KeyCode.TAB
                    && reload().filter(flow -> flow.step().get() == ReloadViewModel.Step.ENTER).isPresent()) {
                ReloadViewModel flow = reload().get();
                flow.field()
                        .set(flow.field().get() == ReloadViewModel.Field.AMOUNT
                                ? ReloadViewModel.Field.CASH
                                : ReloadViewModel.Field.AMOUNT);
                event.consume();
            }
        }
    }

    // a held key must take effect before the next one does: "2 0 Tab" is 20, then Tab
    private static boolean endsTyping(KeyEvent event) {
        KeyCode code = event.getCode();
        return event.isShortcutDown() || code.isFunctionKey() || code.isNavigationKey() || code.isArrowKey()
                || code == KeyCode.TAB || code == KeyCode.BACK_SPACE
                || code == KeyCode.DELETE || code == KeyCode.ESCAPE;
    }

    private void flush() {
        String pending = wedge.pending();
        wedge.forget();
        finish(pending);
    }

    private void finish(String pending) {
        if (pending.length() >= WedgeDetector.SHORTEST) {
            heard(pending);
        } else {
            play(pending);
        }
    }

    private void play(String pending) {
        waiting.cancel();
        if (!inField) {
            pending.chars().forEach(letter -> plainKey((char) letter));
        }
    }

    private boolean shortcut(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode().isDigitKey()) {
            String digit = event.getCode().getName().replaceAll("\\D", "");
            shell.places().stream().filter(place -> Integer.toString(place.digit()).equals(digit)).findFirst()
                    .ifPresent(shell::open);
            return true;
        }
        for (Shortcut shortcut : Shortcut.values()) {
            if (shortcut.keys().match(event)) {
                return run(shortcut);
            }
        }
        return false;
    }

    private boolean run(Shortcut shortcut) {
        switch (shortcut) {
            case PALETTE -> toggle(ShellViewModel.Sheet.PALETTE);
            case HELP -> toggle(ShellViewModel.Sheet.HELP);
            case NOTICES -> toggle(ShellViewModel.Sheet.NOTICES);
            case LOCK -> shell.lock();
            case REFRESH -> refresh.run();
            case FIND -> {
                shell.open(Place.COUNTER);
                if (counter.flow().get().isEmpty()) {
                    counter.leave();
                }
            }
            case UNDO -> {
                if (reload().isEmpty()) {
                    return false;
                }
                reload().get().withdraw();
            }
            case CANCEL -> {
                if (shell.sheet().get() != ShellViewModel.Sheet.NONE) {
                    shell.sheet().set(ShellViewModel.Sheet.NONE);
                } else if (shell.place().get() == Place.COUNTER) {
                    counter.back();
                }
            }
            // letters go through typed(), Enter belongs to the buttons
            case CONFIRM, RELOAD, ASSIGN, HISTORY, BLOCK -> {
                return false;
            }
        }
        return true;
    }

    private void toggle(ShellViewModel.Sheet sheet) {
        shell.sheet().set(shell.sheet().get() == sheet ? ShellViewModel.Sheet.NONE : sheet);
    }

    private void typed(Scene scene, KeyEvent event) {
        String text = event.getCharacter();
        if (!working() || event.isShortcutDown() || event.isAltDown() || event.isMetaDown() || text.length() != 1
                || Character.isISOControl(text.charAt(0))) {
            return;
        }
        boolean field = scene.getFocusOwner() instanceof TextInputControl;
        // a space on a button presses it
        if (!field && text.equals(" ")) {
            return;
        }
        String pending = wedge.pending();
        boolean continues = wedge.character(text.charAt(0), nanos.getAsLong());
        if (!continues) {
            // on a busy computer the next key may overtake the timer of the one before
            finish(pending);
            inField = field;
            before = field ? remember(scene) : List.of();
        }
        if (!inField) {
            event.consume();
        }
        waiting.cancel();
        waiting = tasks.after(wedge.pending().length() == 1 ? HOLD : WedgeDetector.SILENCE, this::silence);
    }

    private void silence() {
        String pending = wedge.pending();
        wedge.forget();
        finish(pending);
    }

    private void heard(String text) {
        waiting.cancel();
        for (Before was : before) {
            if (!was.text().equals(was.field().getText())) {
                was.field().setText(was.text());
                was.field().positionCaret(was.caret());
            }
        }
        before = List.of();
        shell.scan(text);
    }

    private static List<Before> remember(Scene scene) {
        List<Before> all = new ArrayList<>();
        scene.getRoot().lookupAll(".text-input").forEach(node -> {
            if (node instanceof TextInputControl field && field.isVisible()) {
                all.add(new Before(field, field.getText() == null ? "" : field.getText(), field.getCaretPosition()));
            }
        });
        return all;
    }

    private void plainKey(char letter) {
        if (shell.sheet().get() != ShellViewModel.Sheet.NONE || shell.place().get() != Place.COUNTER || !working()) {
            return;
        }
        Optional<Flow> flow = counter.flow().get();
        if (flow.isPresent()) {
            if (flow.get() instanceof ReloadViewModel reload && (Character.isDigit(letter) || letter == '.' || letter == ',')) {
                reload.press(letter);
            }
        } else if (counter.shown().get().isPresent()) {
            Shortcut.action(letter).ifPresent(counter::begin);
        } else {
            counter.query().set(counter.query().get() + letter);
        }
    }

    private Optional<ReloadViewModel> reload() {
        return shell.place().get() == Place.COUNTER && counter.flow().get().orElse(null) instanceof ReloadViewModel reload
                ? Optional.of(reload)
                : Optional.empty();
    }
}
