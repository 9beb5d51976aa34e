package guichet.protocol.chain;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperatorId;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

/**
 * A second person's word for one operation: signed with the approver's own key of that desk, bound to the operation's exact
 * bytes. Lies beside them, under the entry hash.
 *
 * @param approver never the operator who made the operation
 */
public record Approval(OperatorId approver, Instant at, Bytes signature) {

    public static Approval sign(Bytes operation, DeskId desk, OperatorId approver, Instant at, PrivateKey approvalKey) {
        return new Approval(approver, at, Signatures.sign(approvalKey, message(operation, desk, approver, at)));
    }

    public boolean isFor(Bytes operation, DeskId desk, PublicKey approvalKey) {
        return Signatures.verify(approvalKey, message(operation, desk, approver, at), signature);
    }

    private static Bytes message(Bytes operation, DeskId desk, OperatorId approver, Instant at) {
        return new Digest("guichet-approval-1").add(new Digest("guichet-operation-1").add(operation).done()).add(desk.toString())
                .add(approver.toString()).add(at.toString()).done();
    }
}
