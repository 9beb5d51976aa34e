package guichet.sync.loop;

import guichet.sync.journal.Unsent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the status pill shows.
 *
 * @param since     since when the link is as it is
 * @param unsent    what the server does not have
 * @param refused   entries that need a person: told done and refused, held by the server, or with an id it knows otherwise
 * @param loading   whether rows may still be missing here
 * @param asOf      the server's clock at the last page of the feed, or null before the first
 * @param lastSync  when a round last went through, or null
 * @param lastError in plain words, or null
 */
public record SyncStatus(Link link, Instant since, Unsent unsent, long refused, boolean loading, @Nullable Instant asOf,
        @Nullable Instant lastSync, @Nullable String lastError) {

    /** How desk and server stand. */
    public enum Link {
        /** Nothing tried yet. */
        STARTING, ONLINE, OFFLINE,
        /**
         * The server does not let the desk in: suspended, or its key is not known there. It stays so, also when the server is not
         * heard and after a restart, until a round goes through.
         */
        REFUSED,
        /** The server knows other entries of this chain: the desk was restored from an image. It takes no money. */
        FORKED
    }

    public boolean online() {
        return link == Link.ONLINE;
    }
}
