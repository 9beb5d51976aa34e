package guichet.server.access;

import guichet.server.web.ApiError;
import guichet.server.web.Caller;
import guichet.server.web.Role;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An operator behind a request.
 *
 * @param operator the account as it is now
 * @param desk the desk the token is bound to; empty for an office session
 * @param location where that desk stands
 */
public record OperatorCaller(Operator operator, Optional<UUID> desk, Optional<UUID> location) implements Caller {
    @Override
    public UUID tenant() {
        return operator.tenant();
    }

    @Override
    public String principal() {
        return "operator:" + operator.id();
    }

    @Override
    public Set<Role> roles() {
        return Set.of(operator.role());
    }

    @Override
    public boolean readOnly() {
        return operator.readOnly();
    }

    /**
     * The desk, for what can be done at a desk only.
     *
     * @throws ApiError 403 in an office session
     */
    public UUID atDesk() {
        return desk.orElseThrow(() -> new ApiError(403, "DESK_NEEDED", "This can be done at a desk only."));
    }
}
