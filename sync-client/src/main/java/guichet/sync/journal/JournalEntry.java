package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Told;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal with what became of it.
 *
 * @param position  order of writing at this desk, over all its chains
 * @param id        the operation's or Told's
 * @param operation what a Told speaks of; the same as {@code id} for an operation
 * @param told      what the operator was told last, or null; of an operation
 * @param verdict   the server's, or null
 * @param state     where it stands
 * @param why       why the server holds it, or null
 * @param settled   whether the verdict's row has arrived by the feed: then nothing of it is laid over the store any more
 */
public record JournalEntry(long position, Entry entry, OperationId id, OperationId operation, Told.@Nullable What told,
        @Nullable Verdict verdict, State state, @Nullable String why, boolean settled) {

    /** Where an entry stands. */
    public enum State {
        /** Never on the wire. */
        UNSENT,
        /** On the wire, without an answer. */
        IN_DOUBT,
        /** Stored by the server, not judged. */
        HELD,
        /** The server knows its id with another body, and has raised an alarm. */
        REUSED, APPLIED, REJECTED, CONFLICT
    }

    public EntryKind kind() {
        return entry.kind();
    }
}
