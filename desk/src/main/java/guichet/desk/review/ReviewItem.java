package guichet.desk.review;

import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that needs a person.
 *
 * @param operation kind of the operation, as in {@code operation.KIND}; empty when it is about no operation of this desk
 * @param subject member or card; the desk's name when it is about the desk
 * @param allowed ways to settle it; empty while only waiting helps
 */
public record ReviewItem(String id, Kind kind, String operation, String subject, String operator, Reason why,
        Optional<Amount> atRisk, Instant since,
        List<Resolution> allowed) {
    public ReviewItem {
        allowed = List.copyOf(allowed);
    }

    /** What it is. */
    public enum Kind {
        /** After a crash: nobody was told. */
        NOT_TOLD,
        /** Sent without an answer. */
        IN_DOUBT,
        /** Stored at the server, waiting. */
        HELD,
        /** A case. */
        CASE,
        /** The desk itself was restored from a copy. */
        FORKED
    }
}
