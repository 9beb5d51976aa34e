/** The server's own key and secret, in files only their owner can read. */
@NullMarked
package guichet.server.keys;

import org.jspecify.annotations.NullMarked;
