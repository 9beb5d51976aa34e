package guichet.server.access;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A location.
 *
 * @param tenant the licencee
 * @param licenceeName what people call the licencee
 * @param id the identifier
 * @param name what people call it
 * @param zone its time zone
 * @param gamingDayStartHour 0 to 23, in {@code zone}
 * @param currency ISO 4217
 */
public record Location(UUID tenant, String licenceeName, UUID id, String name, ZoneId zone, int gamingDayStartHour,
        String currency) {
}
