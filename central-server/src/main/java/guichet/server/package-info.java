/** The central server: its settings, and the one place where its parts are put together. */
@NullMarked
package guichet.server;

import org.jspecify.annotations.NullMarked;
