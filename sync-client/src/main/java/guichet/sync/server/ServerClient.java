package guichet.sync.server;

import guichet.domain.identity.DeskId;
import guichet.domain.state.Table;
import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.access.DeskSessionAnswer;
import guichet.protocol.access.DeskSessionRequest;
import guichet.protocol.access.EnrolAnswer;
import guichet.protocol.access.EnrolRequest;
import guichet.protocol.access.OtpSendAnswer;
import guichet.protocol.access.OtpSendRequest;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.protocol.access.OtpVerifyRequest;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.SnapshotPage;
import java.net.URI;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The desk API, one method a route. Every method blocks and never throws for what a network or server can do. No request is
 * sent twice behind the caller's back. Thread-safe. Callers want {@link DeskSession}, which knows the tokens.
 */
public final class ServerClient implements AutoCloseable {

    /** Throws {@link IllegalArgumentException} for anything but https, or http to this machine itself. */
    public ServerClient(URI server) {
        throw new UnsupportedOperationException();
    }

    public Reply<EnrolAnswer> enrol(EnrolRequest request) {
        throw new UnsupportedOperationException();
    }

    public Reply<ChallengeAnswer> challenge(DeskId desk) {
        throw new UnsupportedOperationException();
    }

    public Reply<DeskSessionAnswer> deskSession(DeskSessionRequest request) {
        throw new UnsupportedOperationException();
    }

    public Reply<SignInAnswer> signIn(Token desk, SignInRequest request) {
        throw new UnsupportedOperationException();
    }

    public Reply<OtpSendAnswer> sendCode(Token token, OtpSendRequest request) {
        throw new UnsupportedOperationException();
    }

    public Reply<OtpVerifyAnswer> verifyCode(Token token, OtpVerifyRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Asks for a risk allowance; the answer is its row, which also comes by the feed. */
    public Reply<Change> allowance(Token token, Currency currency) {
        throw new UnsupportedOperationException();
    }

    public Reply<BatchAnswer> operations(Token desk, Batch batch) {
        throw new UnsupportedOperationException();
    }

    public Reply<ChangesPage> changes(Token desk, Cursor after, int limit) {
        throw new UnsupportedOperationException();
    }

    public Reply<SnapshotPage> snapshot(Token desk, Table<?> table, @Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Listens for hints that there is something new; they say nothing else. Ended by close, by the server, or by the network. */
    public Live live(Token desk, Runnable nudge, Runnable ended) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
