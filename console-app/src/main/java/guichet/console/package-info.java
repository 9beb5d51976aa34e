/** The JavaFX console over desk. */
@NullMarked
package guichet.console;

import org.jspecify.annotations.NullMarked;
