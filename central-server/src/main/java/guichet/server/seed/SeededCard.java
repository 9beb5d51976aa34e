package guichet.server.seed;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A card of the seed file, checked as far as the file alone allows.
 *
 * @param path where it stands, for a refusal
 * @param tenant the licencee
 * @param serial the card's serial, unique in the licencee
 * @param status pending, active, inactive, expired or blocked
 * @param owner the file's name of the member; known by then
 * @param location where the card is kept
 * @param expiry its last day
 * @param balanceMinor what is on it, in minor units of {@code currency}
 * @param currency ISO 4217
 */
public record SeededCard(String path, UUID tenant, String serial, String status, Optional<String> owner, Optional<UUID> location,
        Optional<LocalDate> expiry, long balanceMinor, String currency) {
}
