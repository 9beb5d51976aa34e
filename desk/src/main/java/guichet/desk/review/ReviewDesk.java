package guichet.desk.review;

import guichet.desk.words.Reason;
import guichet.desk.news.Subscription;
import java.util.List;
import java.util.Optional;

/** What needs a person at this desk. Methods may block. */
public interface ReviewDesk {
    /** Open items, those without Told first, then oldest first. */
    List<ReviewItem> open();

    /** Calls the listener, from any thread, when the list may have changed. */
    Subscription onChange(Runnable listener);

    /**
     * Settles an item: Told, Withdraw or ResolveCase.
     *
     * @param reason the operator's words, never blank
     * @return why not; empty when it was accepted
     */
    Optional<Reason> resolve(String itemId, Resolution resolution, String reason);
}
