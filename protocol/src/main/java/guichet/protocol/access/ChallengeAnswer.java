package guichet.protocol.access;

/**
 * Something to sign, good for one use.
 *
 * @param challenge opaque
 * @param expiresInSeconds how long it is good
 */
public record ChallengeAnswer(String challenge, long expiresInSeconds) {
}
