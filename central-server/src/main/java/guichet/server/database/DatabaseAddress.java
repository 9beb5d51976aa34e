package guichet.server.database;

import java.util.Optional;

/**
 * Where the database is and who asks.
 *
 * @param url a JDBC URL; it may carry user and password itself
 * @param user the user, if the URL does not name one
 * @param password the password, if the URL does not carry one
 */
public record DatabaseAddress(String url, Optional<String> user, Optional<String> password) {
    /** Without the password: this record may be logged. */
    @Override
    public String toString() {
        return "DatabaseAddress[" + url.replaceAll("(?i)password=[^&]*", "password=***") + ", user=" + user.orElse("-") + "]";
    }
}
