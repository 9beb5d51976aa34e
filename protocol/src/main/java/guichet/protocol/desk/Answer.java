package guichet.protocol.desk;

import guichet.domain.identity.OperationId;
import guichet.protocol.chain.Bytes;

/** The server's answer to one entry. */
public sealed interface Answer {

    /** The entry's operation or Told id. */
    OperationId id();

    /** Judged. The body is the verdict, the same bytes however often it is asked. */
    record Judged(OperationId id, Bytes verdict) implements Answer {
    }

    /**
     * Stored safely, not judged yet.
     *
     * @param why {@code PREDECESSOR}, {@code SIDE}, {@code FAULT} or {@code VERSION}
     */
    record Held(OperationId id, String why) implements Answer {
    }

    /** The id is known with another body: refused and alarmed. The entry itself stands in the chain. */
    record Reused(OperationId id) implements Answer {
    }
}
