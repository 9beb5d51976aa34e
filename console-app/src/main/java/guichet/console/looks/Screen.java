package guichet.console.looks;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** A view while it is shown. */
public interface Screen {
    /** What it looks like. */
    Node node();

    /** Whether a dialog lies over it: its buttons are at the bottom right. */
    default ObservableValue<Boolean> dialog() {
        return new SimpleBooleanProperty(false);
    }

    /** Called once it is in the window: puts the focus where the usual thing begins. */
    default void shown() {
    }

    /** Called when it leaves: releases what it listens to. */
    void leave();
}
