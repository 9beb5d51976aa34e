package guichet.server.access;

import java.security.PublicKey;
import java.util.UUID;

/**
 * A desk as the server knows it.
 *
 * @param tenant the licencee
 * @param id the identifier
 * @param location where it stands
 * @param name what people call it
 * @param kind counter, cage, gate or machines
 * @param publicKey signs its sessions and batches
 * @param incarnation the present life of its chain
 * @param active false when it was suspended or declared lost
 */
public record Desk(UUID tenant, UUID id, UUID location, String name, String kind, PublicKey publicKey, UUID incarnation,
        boolean active) {
}
