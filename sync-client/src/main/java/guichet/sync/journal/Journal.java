package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Sides;
import guichet.domain.rules.View;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.sync.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The desk's journal. Entries are hash-chained and never change; nothing returns before its entry is on disk (G1). Thread-safe.
 */
public final class Journal {

    /** Opens the journal of a store; the chain is the one the desk writes now. */
    public Journal(Store store, Chain chain) {
        throw new UnsupportedOperationException();
    }

    /** The chain that is written now. */
    public Chain chain() {
        throw new UnsupportedOperationException();
    }

    /** The last entry. */
    public Head head() {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends an operation.
     *
     * @param effects what the desk judged to follow from it: shown until the verdict's row arrives, and never judged again
     * @param sides   the side records it refers to
     * @throws IllegalArgumentException for an id that is in the journal, or another desk's operation
     * @throws IllegalStateException    when the chain is forked: nothing may be appended to it
     */
    public Head append(Operation operation, List<Effect> effects, List<SideRecord> sides, @Nullable Approval approval) {
        throw new UnsupportedOperationException();
    }

    /** Appends what the operator was told. Throws like {@link #append}, also when there is no such operation. */
    public Head tell(Told told) {
        throw new UnsupportedOperationException();
    }

    /** Appends an operation and what the operator was told of it, in one transaction. */
    public Head appendAndTell(Operation operation, List<Effect> effects, List<SideRecord> sides, @Nullable Approval approval,
            Told told) {
        throw new UnsupportedOperationException();
    }

    /** Appends a Withdraw and tells WITHDRAWN of its target, in one transaction. */
    public Head withdraw(Operation withdraw, List<Effect> effects, Told ofTheTarget, Told ofTheWithdraw) {
        throw new UnsupportedOperationException();
    }

    /** Operations of an earlier run that have no Told and no verdict told: the operator says done or withdraw. Oldest first. */
    public List<JournalEntry> interrupted() {
        throw new UnsupportedOperationException();
    }

    /** Operations last told IN_DOUBT, oldest first. */
    public List<JournalEntry> inDoubt() {
        throw new UnsupportedOperationException();
    }

    /** Operations told DONE whose verdict is Rejected or Conflict, and operations held at the server. Newest first. */
    public List<JournalEntry> troubled(int limit) {
        throw new UnsupportedOperationException();
    }

    public Unsent unsent() {
        throw new UnsupportedOperationException();
    }

    /** The last entries, newest first. */
    public List<JournalEntry> entries(int limit) {
        throw new UnsupportedOperationException();
    }

    /** The entry of an operation's or Told's id. */
    public Optional<JournalEntry> entry(OperationId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * What a screen or a rule sees: the feed's state under the stored effects of unsettled operations (G5). Judge and append
     * inside {@link Store#exclusively}, so that nothing changes between the two.
     *
     * @param at what {@link View#at} answers
     */
    public DeskView view(Instant at, View.Standing standing) {
        throw new UnsupportedOperationException();
    }

    /** The side records this desk holds. */
    public Sides sides() {
        throw new UnsupportedOperationException();
    }
}
