package guichet.sync.enrolment;

import guichet.domain.identity.OperatorId;
import guichet.protocol.chain.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets an operator sign in while the desk is cut off.
 *
 * @param login        in lower case
 * @param wrapping     how the key is derived from the PIN: algorithm, parameters and salt, in the deriver's own spelling
 * @param wrappedKey   the approval key's private half, encrypted
 * @param approvalKey  its public half, X.509
 * @param wrongTries   since the last right one
 * @param lockedUntil  no try counts before, or null
 */
public record StoredSignIn(OperatorId operator, String login, String wrapping, Bytes wrappedKey, Bytes approvalKey,
        int wrongTries,
        @Nullable Instant lockedUntil) {
}
