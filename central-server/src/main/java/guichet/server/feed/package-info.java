/** The change feed: an outbox, one publisher that numbers after commit, pages and snapshots for desks. */
@NullMarked
package guichet.server.feed;

import org.jspecify.annotations.NullMarked;
