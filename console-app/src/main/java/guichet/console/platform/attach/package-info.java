/** The same, through Gluon Attach (GPL-3.0); left out by -Pno-attach. */
@NullMarked
package guichet.console.platform.attach;

import org.jspecify.annotations.NullMarked;
