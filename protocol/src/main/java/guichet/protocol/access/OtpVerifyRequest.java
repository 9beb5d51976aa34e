package guichet.protocol.access;

import java.util.UUID;

/**
 * POST otp/verify: the member gave the code back.
 *
 * @param challengeId from {@link OtpSendAnswer}
 * @param code six digits
 */
public record OtpVerifyRequest(UUID challengeId, String code) {
    /** Without the code. */
    @Override
    public String toString() {
        return "OtpVerifyRequest[" + challengeId + "]";
    }
}
