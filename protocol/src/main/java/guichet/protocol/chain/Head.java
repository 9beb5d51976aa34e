package guichet.protocol.chain;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * How far a chain goes.
 *
 * @param sequence of the last entry, 0 when there is none
 * @param hash     of the last entry
 */
public record Head(Chain chain, long sequence, Bytes hash) {

    /** What a desk signs once for a whole batch: its last hash stands for everything before it. */
    public Bytes signBatch(PrivateKey deskKey) {
        return Signatures.sign(deskKey, message("guichet-batch-1", ""));
    }

    public boolean isBatchSigned(PublicKey deskKey, Bytes signature) {
        return Signatures.verify(deskKey, message("guichet-batch-1", ""), signature);
    }

    /** The server's word that it holds the chain up to here. */
    public Countersigned countersign(PrivateKey serverKey, Instant at) {
        return countersign(message -> Signatures.sign(serverKey, message), at);
    }

    /** As {@link #countersign(PrivateKey, Instant)}, by something that keeps its key to itself. */
    public Countersigned countersign(UnaryOperator<Bytes> signer, Instant at) {
        return new Countersigned(this, at, signer.apply(message("guichet-head-1", at.toString())));
    }

    private Bytes message(String purpose, String at) {
        return new Digest(purpose).add(chain.desk().toString()).add(chain.incarnation().toString()).add(sequence).add(hash)
                .add(at).done();
    }

    /**
     * @param at        when the server signed
     * @param signature the server's
     */
    public record Countersigned(Head head, Instant at, Bytes signature) {

        public boolean isSignedBy(PublicKey serverKey) {
            return Signatures.verify(serverKey, head.message("guichet-head-1", at.toString()), signature);
        }
    }
}
