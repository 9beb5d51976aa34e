package guichet.sync.server;

import guichet.domain.identity.LocationId;
import guichet.protocol.chain.Chain;
import java.net.URI;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;

/**
 * Who this desk is since it was enrolled. Kept in the encrypted store.
 *
 * @param chain       the desk and the incarnation it writes now
 * @param name        what people call the desk
 * @param kind        counter, cage, gate or machines
 * @param server      base address of the server
 * @param serverKey   the key with which the server countersigns; its fingerprint stood in the enrolment code
 * @param keys       the desk's Ed25519 keys
 * @param zone        the location's, with {@code dayStartHour} and {@code currency} as they were at enrolment
 */
public record DeskIdentity(Chain chain, String name, String kind, URI server, PublicKey serverKey, KeyPair keys,
        UUID licencee, LocationId location, ZoneId zone, int dayStartHour, Currency currency) {

    /** Without keys. */
    @Override
    public String toString() {
        return "DeskIdentity[" + name + ", " + chain + "]";
    }
}
