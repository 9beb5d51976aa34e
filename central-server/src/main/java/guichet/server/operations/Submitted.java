package guichet.server.operations;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.EntryKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is to be judged.
 *
 * @param id          the operation's or Told's id
 * @param operation   what it says when it is an operation that can be read
 * @param told        what it says when it is a Told that can be read
 * @param place       where it stands in the desk's chain, or null when the server made it itself
 * @param effectiveAt the time for which it is judged
 * @param heldWhy     why it cannot be judged yet, found before any rule was asked; or null
 * @param refusal     why it is refused before any rule is asked: it speaks for another desk, or its approval is wrong; or null
 */
record Submitted(OperationId id, EntryKind kind, UUID desk, Bytes bytes, Bytes approval, @Nullable Operation operation,
        @Nullable Told told,
        @Nullable Place place, Instant effectiveAt, @Nullable String heldWhy,
        @Nullable Code refusal) {

    /** A place in a chain. */
    record Place(UUID incarnation, long sequence, Bytes hash) {
    }

    Submitted held(String why) {
        return new Submitted(id, kind, desk, bytes, approval, operation, told, place, effectiveAt, why, refusal);
    }

    Submitted effective(Instant at) {
        return new Submitted(id, kind, desk, bytes, approval, operation, told, place, at, heldWhy, refusal);
    }

    Submitted refused(Code why) {
        return new Submitted(id, kind, desk, bytes, approval, operation, told, place, effectiveAt, heldWhy, why);
    }
}
