package guichet.sync.server;

import guichet.protocol.access.OtpSendAnswer;
import guichet.protocol.access.OtpSendRequest;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.protocol.access.OtpVerifyRequest;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.protocol.desk.Change;
import guichet.sync.enrolment.DeskIdentity;
import java.time.InstantSource;
import java.util.Currency;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The desk's session with its server. Gets and renews the desk's ten-minute token by signing a challenge; a request that meets
 * 401 is asked once more with a new token. Thread-safe.
 */
public final class DeskSession {

    public DeskSession(ServerClient client, Supplier<DeskIdentity> identity, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /** Asks with the desk's token. */
    public <T> Reply<T> ask(Function<Token, Reply<T>> request) {
        throw new UnsupportedOperationException();
    }

    /** An operator signs in online. The answer's token is the operator's own. */
    public Reply<SignInAnswer> signIn(SignInRequest request) {
        throw new UnsupportedOperationException();
    }

    public Reply<OtpSendAnswer> sendCode(OtpSendRequest request) {
        throw new UnsupportedOperationException();
    }

    public Reply<OtpVerifyAnswer> verifyCode(OtpVerifyRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Asks for a risk allowance. {@code SyncLoop} does so by itself when the desk has none left. */
    public Reply<Change> allowance(Currency currency) {
        throw new UnsupportedOperationException();
    }
}
