package guichet.protocol.access;

import java.util.UUID;

/**
 * POST enrol: a new desk makes itself known.
 *
 * @param code the enrolment code, as typed
 * @param deskName what people call the desk
 * @param kind counter, cage, gate or machines
 * @param publicKey the desk's Ed25519 key, X.509 in Base64
 * @param incarnation the first life of the desk's chain
 */
public record EnrolRequest(String code, String deskName, String kind, String publicKey, UUID incarnation) {
    /** Without the code. */
    @Override
    public String toString() {
        return "EnrolRequest[" + deskName + ", " + kind + "]";
    }
}
