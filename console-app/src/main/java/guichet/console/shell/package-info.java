/** The frame around every screen: rail, strip, palette, toasts, lock, and the ear for taps and scans. */
@NullMarked
package guichet.console.shell;

import org.jspecify.annotations.NullMarked;
