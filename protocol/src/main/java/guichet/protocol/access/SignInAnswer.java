package guichet.protocol.access;

import java.util.List;
import java.util.UUID;

/**
 * The operator is signed in.
 *
 * @param operator the identifier
 * @param name what people call the operator
 * @param role cashier, floor, supervisor or admin
 * @param readOnly true if the operator may look but not change anything
 * @param allLocations true if the operator's scope is the whole licencee
 * @param locations the operator's scope otherwise
 * @param token opaque, for {@code Authorization: Bearer}; bound to this desk
 * @param expiresInSeconds how long it is good
 */
public record SignInAnswer(UUID operator, String name, String role, boolean readOnly, boolean allLocations, List<UUID> locations,
        String token,
        long expiresInSeconds) {
    /** Takes a copy of the list. */
    public SignInAnswer {
        locations = List.copyOf(locations);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SignInAnswer[" + operator + ", " + role + "]";
    }
}
