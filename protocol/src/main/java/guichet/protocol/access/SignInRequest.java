package guichet.protocol.access;

/**
 * POST session, with the desk's token: an operator signs in at this desk.
 *
 * @param login the operator's name at the door, in any case
 * @param secret the PIN or password
 * @param approvalPublicKey the operator's Ed25519 approval key at this desk, X.509 in Base64
 */
public record SignInRequest(String login, String secret, String approvalPublicKey) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "SignInRequest[" + login + "]";
    }
}
