/** The desk's store (SQLite), journal and feed; the HTTP client of the server. */
@NullMarked
package guichet.sync;

import org.jspecify.annotations.NullMarked;
