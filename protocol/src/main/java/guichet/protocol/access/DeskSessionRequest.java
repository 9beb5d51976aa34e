package guichet.protocol.access;

import java.util.UUID;

/**
 * POST desk-session: a desk proves that it holds its key.
 *
 * @param desk its identifier
 * @param incarnation the life of its chain
 * @param challenge as the server gave it
 * @param signature Ed25519 over {@link DeskSessionProof#bytes}, in Base64
 */
public record DeskSessionRequest(UUID desk, UUID incarnation, String challenge, String signature) {
}
