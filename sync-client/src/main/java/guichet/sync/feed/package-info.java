/** What the server tells the desk: snapshots and pages of changes, each applied in one transaction. */
@NullMarked
package guichet.sync.feed;

import org.jspecify.annotations.NullMarked;
