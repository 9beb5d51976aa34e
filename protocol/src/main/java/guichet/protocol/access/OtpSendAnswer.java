package guichet.protocol.access;

import java.util.UUID;

/**
 * A code is on its way; earlier codes for the same member and purpose are void.
 *
 * @param challengeId names the code when it is given back
 * @param sentTo the number, masked
 * @param expiresInSeconds how long the code is good
 * @param resendAfterSeconds when another may be asked for
 */
public record OtpSendAnswer(UUID challengeId, String sentTo, long expiresInSeconds, long resendAfterSeconds) {
}
