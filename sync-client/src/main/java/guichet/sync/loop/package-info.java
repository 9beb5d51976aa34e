/** Sends the journal and fetches the feed, for as long as the desk runs. */
@NullMarked
package guichet.sync.loop;

import org.jspecify.annotations.NullMarked;
