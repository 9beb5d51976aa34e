/** A desk's journal from the command line. */
@NullMarked
package guichet.launcher.journal;

import org.jspecify.annotations.NullMarked;
