package guichet.console.looks;

import javafx.scene.Node;

/** A view while it is shown. */
public interface Screen {
    /** What it looks like. */
    Node node();

    /** Called once it is in the window: puts the focus where the usual thing begins. */
    default void shown() {
    }

    /** Called when it leaves: releases what it listens to. */
    void leave();
}
