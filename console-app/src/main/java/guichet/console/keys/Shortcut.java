package guichet.console.keys;

import guichet.desk.counter.Action;
import java.util.Arrays;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** Every shortcut there is. Its name is {@code shortcut.NAME} in the bundles; the help sheet is made of this list. */
public enum Shortcut {
    /** Command palette. */
    PALETTE(KeyCode.K, true),
    /** Find a member. */
    FIND(KeyCode.F, true),
    /** Lock the screen. */
    LOCK(KeyCode.L, true),
    /** Past notices. */
    NOTICES(KeyCode.J, true),
    /** Help sheet. */
    HELP(KeyCode.F1, false),
    /** Read again. */
    REFRESH(KeyCode.F5, false),
    /** Undo within its two seconds. */
    UNDO(KeyCode.Z, true),
    /** Cancel, close; never destroys. */
    CANCEL(KeyCode.ESCAPE, false),
    /** The usual thing. */
    CONFIRM(KeyCode.ENTER, false),
    /** Reload. */
    RELOAD(KeyCode.R, false),
    /** Assign. */
    ASSIGN(KeyCode.A, false),
    /** History. */
    HISTORY(KeyCode.H, false),
    /** Block. */
    BLOCK(KeyCode.B, false);

    private final KeyCode code;
    private final boolean withCtrl;

    Shortcut(KeyCode code, boolean withCtrl) {
        this.code = code;
        this.withCtrl = withCtrl;
    }

    /** The keys to press. */
    public KeyCodeCombination keys() {
        return withCtrl ? new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN) : new KeyCodeCombination(code);
    }

    /** The keys as printed, "Ctrl+K". */
    public String display() {
        return keys().getDisplayText();
    }

    /** The shortcut of a counter action. */
    public static Shortcut of(Action action) {
        return switch (action) {
            case RELOAD -> RELOAD;
            case ASSIGN -> ASSIGN;
            case HISTORY -> HISTORY;
            case BLOCK -> BLOCK;
        };
    }

    /** The counter action under a letter, when one is. */
    public static Optional<Action> action(char letter) {
        return Arrays.stream(Action.values()).filter(action -> of(action).code.getChar().equalsIgnoreCase(String.valueOf(letter)))
                .findFirst();
    }
}
