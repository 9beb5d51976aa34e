package guichet.server.access;

import guichet.server.web.Role;
import java.util.Set;
import java.util.UUID;

/**
 * An operator as the account is now.
 *
 * @param tenant the licencee
 * @param id the identifier
 * @param login the name at the door, lower case
 * @param name what people call the operator
 * @param role CASHIER, FLOOR, SUPERVISOR or ADMIN
 * @param readOnly true if the operator may look but not change anything
 * @param allLocations true if the scope is the whole licencee
 * @param locations the scope otherwise
 * @param active false while the account is suspended
 */
public record Operator(UUID tenant, UUID id, String login, String name, Role role, boolean readOnly, boolean allLocations,
        Set<UUID> locations,
        boolean active) {
    /** Takes a copy of the scope. */
    public Operator {
        locations = Set.copyOf(locations);
    }

    /** Whether the operator may work at this location. */
    public boolean mayWorkAt(UUID location) {
        return allLocations || locations.contains(location);
    }
}
