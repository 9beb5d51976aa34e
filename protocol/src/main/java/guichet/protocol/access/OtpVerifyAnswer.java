package guichet.protocol.access;

import java.time.Instant;
import java.util.UUID;

/**
 * Proof that the member holds the mobile; an operation names it.
 *
 * @param proof the proof's identifier
 * @param member the member's internal identifier
 * @param purpose what the code was for
 * @param verifiedAt when
 * @param expiresAt an operation made later may not use it
 */
public record OtpVerifyAnswer(UUID proof, String member, String purpose, Instant verifiedAt, Instant expiresAt) {
}
