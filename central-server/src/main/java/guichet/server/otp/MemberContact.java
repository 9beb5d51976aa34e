package guichet.server.otp;

import guichet.server.database.Tx;
import java.util.Optional;
import java.util.UUID;

/** Knows how to reach a member. */
@FunctionalInterface
public interface MemberContact {
    /**
     * The member's mobile in international form.
     *
     * @param member the internal identifier
     * @return empty if there is no such member or no mobile is known
     */
    Optional<String> mobile(Tx tx, UUID tenant, String member);
}
