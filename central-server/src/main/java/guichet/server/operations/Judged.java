package guichet.server.operations;

import guichet.domain.identity.OperationId;
import guichet.domain.rules.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the server made of an entry.
 *
 * @param verdict null while it is held
 * @param heldWhy {@code PREDECESSOR}, {@code SIDE}, {@code FAULT}, {@code VERSION}; null with a verdict
 * @param waitsOn the operation it waits for, where it waits for one
 */
record Judged(Submitted entry, @Nullable Verdict verdict, @Nullable String heldWhy, @Nullable OperationId waitsOn) {
    static final String PREDECESSOR = "PREDECESSOR";
    static final String SIDE = "SIDE";
    static final String FAULT = "FAULT";
    static final String VERSION = "VERSION";
}
