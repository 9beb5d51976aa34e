package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Told;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal with what became of it.
 *
 * @param id        the operation's or Told's
 * @param operation what a Told speaks of; the same as {@code id} for an operation
 * @param sentAt    when it was last put on the wire, or null
 * @param verdict   the server's, or null
 * @param held      why the server has stored it without judging, or null
 * @param settled   whether the verdict's row has arrived by the feed: then nothing of it is laid over the store any more
 * @param told      what the operator was told last, or null; of an operation
 */
public record JournalEntry(Entry entry, OperationId id, OperationId operation, @Nullable Instant sentAt,
        @Nullable Verdict verdict, @Nullable String held, boolean settled, Told.@Nullable What told) {

    /** Where an entry stands. */
    public enum State {
        /** Never on the wire. */
        UNSENT,
        /** On the wire, without an answer. */
        IN_DOUBT,
        /** Stored by the server, not judged. */
        HELD, APPLIED, REJECTED, CONFLICT
    }

    public EntryKind kind() {
        return entry.kind();
    }

    public State state() {
        return switch (verdict) {
            case Verdict.Applied _ -> State.APPLIED;
            case Verdict.Rejected _ -> State.REJECTED;
            case Verdict.Conflict _ -> State.CONFLICT;
            case null -> held != null ? State.HELD : sentAt != null ? State.IN_DOUBT : State.UNSENT;
        };
    }
}
