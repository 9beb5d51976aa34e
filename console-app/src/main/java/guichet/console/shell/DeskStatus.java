package guichet.console.shell;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What the top strip shows.
 *
 * @param zone the location's zone
 * @param review how many things wait in Review
 */
public record DeskStatus(String location, String desk, LocalDate gamingDay, ZoneId zone, Connection connection,
        ReaderLight reader, int review) {
}
