/** The desk's encrypted SQLite file: one process, one writer, many readers. */
@NullMarked
package guichet.sync.store;

import org.jspecify.annotations.NullMarked;
