/** The rows the rules read: reading them in bulk, writing them set-based, and telling the feed. */
@NullMarked
package guichet.server.book;

import org.jspecify.annotations.NullMarked;
