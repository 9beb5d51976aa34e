/** Which window system the screen tests meet. */
@NullMarked
package guichet.console.display;

import org.jspecify.annotations.NullMarked;
