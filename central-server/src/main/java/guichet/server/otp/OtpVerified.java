package guichet.server.otp;

import guichet.server.database.Tx;
import java.time.Instant;
import java.util.UUID;

/** Hears of a proof in the transaction that makes it. */
@FunctionalInterface
public interface OtpVerified {
    /**
     * A member gave a code back.
     *
     * @param proof the proof's identifier
     * @param member the internal identifier
     * @param purpose what the code was for
     * @param desk where
     * @param expiresAt an operation made later may not use it
     */
    void onVerified(Tx tx, UUID tenant, UUID proof, String member, String purpose, UUID desk, Instant verifiedAt,
            Instant expiresAt);
}
