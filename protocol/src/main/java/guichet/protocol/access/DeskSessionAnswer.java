package guichet.protocol.access;

/**
 * The desk's own token, bound to (desk, incarnation).
 *
 * @param token opaque, for {@code Authorization: Bearer}
 * @param expiresInSeconds how long it is good
 */
public record DeskSessionAnswer(String token, long expiresInSeconds) {
    /** Without the token. */
    @Override
    public String toString() {
        return "DeskSessionAnswer[" + expiresInSeconds + " s]";
    }
}
