/** The desk API over HTTP. */
@NullMarked
package guichet.sync.server;

import org.jspecify.annotations.NullMarked;
