package guichet.desk.signin;

import guichet.domain.identity.OperatorId;
import guichet.sync.server.Token;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * The operator at the desk.
 *
 * @param role     decides what the operator may do
 * @param readOnly may look at everything of the role, and change nothing
 * @param approval the operator's approval key at this desk, unwrapped while signed in
 * @param token    the operator's own token at the server; empty after a sign-in without it
 */
public record SignedIn(OperatorId operator, String login, String name, guichet.domain.desks.Operator.Role role, boolean readOnly,
        PrivateKey approval, Optional<Token> token) {

    /** As screens get it. */
    Operator shown() {
        return new Operator(operator.toString(), login, name, Role.valueOf(role.name()));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SignedIn[" + operator + ", " + role + "]";
    }
}
