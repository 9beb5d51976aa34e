/** The keyboard: every shortcut, in one list. */
@NullMarked
package guichet.console.keys;

import org.jspecify.annotations.NullMarked;
