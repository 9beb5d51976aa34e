package guichet.protocol.access;

import java.util.UUID;

/**
 * The desk is known from now on.
 *
 * @param desk its identifier
 * @param licencee the tenant
 * @param licenceeName what people call the tenant
 * @param location where it stands
 * @param locationName what people call the location
 * @param zone the location's time zone, an IANA name
 * @param gamingDayStartHour 0 to 23, in {@code zone}
 * @param currency ISO 4217
 * @param serverKey the server's Ed25519 key, X.509 in Base64; the desk checks it against the code's fingerprint
 * @param aliasKey the licencee's key under which personal aliases are digested, Base64; a secret
 * @param serverKeyFingerprint of {@code serverKey}, see {@link KeyFingerprint}
 */
public record EnrolAnswer(UUID desk, UUID licencee, String licenceeName, UUID location, String locationName, String zone,
        int gamingDayStartHour,
        String currency, String serverKey, String serverKeyFingerprint, String aliasKey) {

    /** Without the alias key. */
    @Override
    public String toString() {
        return "EnrolAnswer[" + desk + ", " + locationName + "]";
    }
}
