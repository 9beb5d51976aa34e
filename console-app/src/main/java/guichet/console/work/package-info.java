/** Work off the screen's thread, and the way back to it. */
@NullMarked
package guichet.console.work;

import org.jspecify.annotations.NullMarked;
