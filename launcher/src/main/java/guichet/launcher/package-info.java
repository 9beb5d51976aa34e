/** The commands and the demo. */
@NullMarked
package guichet.launcher;

import org.jspecify.annotations.NullMarked;
