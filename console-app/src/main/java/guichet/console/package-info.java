/** The JavaFX console over desk: what starts it, what ends it, and the one place where it is put together. */
@NullMarked
package guichet.console;

import org.jspecify.annotations.NullMarked;
