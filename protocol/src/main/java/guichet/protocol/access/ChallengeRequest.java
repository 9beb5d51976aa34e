package guichet.protocol.access;

import java.util.UUID;

/**
 * POST challenge: a desk asks for something to sign.
 *
 * @param desk its identifier
 */
public record ChallengeRequest(UUID desk) {
}
