package guichet.server.access;

import guichet.server.web.Caller;
import guichet.server.web.Role;
import java.util.Set;
import java.util.UUID;

/**
 * A desk behind a request, with its own token.
 *
 * @param tenant the licencee
 * @param desk the desk
 * @param location where it stands
 * @param incarnation the life of its chain that the token is for
 * @param kind counter, cage, gate or machines
 */
public record DeskCaller(UUID tenant, UUID desk, UUID location, UUID incarnation, String kind) implements Caller {
    @Override
    public String principal() {
        return "desk:" + desk;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.DESK);
    }

    @Override
    public boolean readOnly() {
        return false;
    }
}
