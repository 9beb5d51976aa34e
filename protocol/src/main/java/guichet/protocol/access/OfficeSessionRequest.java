package guichet.protocol.access;

import java.util.Optional;
import java.util.UUID;

/**
 * POST office-session: an administrator or supervisor signs in away from any desk.
 *
 * @param licencee the tenant; may be left out where the login is known to one tenant only
 * @param login the operator's name at the door, in any case
 * @param secret the PIN or password
 */
public record OfficeSessionRequest(Optional<UUID> licencee, String login, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "OfficeSessionRequest[" + login + "]";
    }
}
