package guichet.sync.server;

import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.access.DeskSessionAnswer;
import guichet.protocol.access.DeskSessionProof;
import guichet.protocol.access.DeskSessionRequest;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Signatures;
import guichet.protocol.desk.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The desk's session with its server. Gets and renews the desk's ten-minute token by signing a challenge; a request that meets
 * 401 is asked once more with a new token. Thread-safe.
 */
public final class DeskSession {
    private static final int UNAUTHORIZED = 401;
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final ServerClient client;
    private final DeskIdentity identity;
    private final Supplier<Chain> chain;
    private final InstantSource clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private @Nullable Held held;

    private record Held(Token token, Chain chain, Instant until) {
    }

    /** @param chain the one the desk writes now: a token is bound to its incarnation */
    public DeskSession(ServerClient client, DeskIdentity identity, Supplier<Chain> chain, InstantSource clock) {
        this.client = client;
        this.identity = identity;
        this.chain = chain;
        this.clock = clock;
    }

    /** Asks with the desk's token. */
    public <T> Reply<T> ask(Function<Token, Reply<T>> request) {
        Reply<T> reply = askOnce(request);
        if (reply instanceof Reply.Refused<T> refused && refused.status() == UNAUTHORIZED) {
            forget();
            return askOnce(request);
        }
        return reply;
    }

    /** An operator signs in online. The answer's token is the operator's own, for what the desk's does not open. */
    public Reply<SignInAnswer> signIn(SignInRequest request) {
        return askOnce(token -> client.signIn(token, request));
    }

    /** Asks for a risk allowance. */
    public Reply<Change> allowance(Currency currency) {
        return ask(token -> client.allowance(token, currency));
    }

    private void forget() {
        renewing.lock();
        try {
            held = null;
        } finally {
            renewing.unlock();
        }
    }

    private <T> Reply<T> askOnce(Function<Token, Reply<T>> request) {
        return switch (token()) {
            case Reply.Answered<Token>(Token token) -> request.apply(token);
            case Reply.Refused<Token>(int status, String code, String message) -> new Reply.Refused<>(status, code, message);
            // Whatever became of the challenge, the request itself was not sent.
            case Reply.Unreachable<Token>(boolean _, String why) -> new Reply.Unreachable<>(false, why);
            case Reply.RateLimited<Token>(Duration retryAfter) -> new Reply.RateLimited<>(retryAfter);
        };
    }

    private Reply<Token> token() {
        renewing.lock();
        try {
            Chain now = chain.get();
            Held known = held;
            if (known != null && known.chain.equals(now) && clock.instant().isBefore(known.until)) {
                return new Reply.Answered<>(known.token);
            }
            Reply<ChallengeAnswer> challenge = client.challenge(now.desk());
            if (!(challenge instanceof Reply.Answered<ChallengeAnswer>(ChallengeAnswer given))) {
                return challenge.map(_ -> new Token(""));
            }
            Bytes proof = Bytes.of(DeskSessionProof.bytes(now.desk().value(), now.incarnation(), given.challenge()));
            return client.deskSession(new DeskSessionRequest(now.desk().value(), now.incarnation(), given.challenge(),
                    Signatures.sign(identity.keys().getPrivate(), proof).base64())).map(answer -> keep(answer, now));
        } finally {
            renewing.unlock();
        }
    }

    private Token keep(DeskSessionAnswer answer, Chain now) {
        Token token = new Token(answer.token());
        held = new Held(token, now, clock.instant().plusSeconds(answer.expiresInSeconds()).minus(MARGIN));
        return token;
    }
}
