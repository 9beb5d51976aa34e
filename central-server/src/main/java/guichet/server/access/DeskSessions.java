package guichet.server.access;

import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.access.DeskSessionAnswer;
import guichet.protocol.access.DeskSessionProof;
import guichet.protocol.access.DeskSessionRequest;
import guichet.server.audit.Audit;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.keys.ServerSecret;
import guichet.server.web.ApiError;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** A desk comes in by signing what the server made up: good once, for a minute. No clock of the desk takes part. */
public final class DeskSessions {
    static final Duration CHALLENGE_LIFE = Duration.ofSeconds(60);

    private final Database database;
    private final Desks desks;
    private final Tokens tokens;
    private final ServerSecret secret;
    private final Audit audit;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param secret under which challenges are kept */
    public DeskSessions(Database database, Desks desks, Tokens tokens, ServerSecret secret, Audit audit, InstantSource clock) {
        this.database = database;
        this.desks = desks;
        this.tokens = tokens;
        this.secret = secret;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Something for the desk to sign.
     *
     * @throws ApiError 404 if no such desk is known
     */
    public ChallengeAnswer challenge(UUID desk) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        database.useTransaction(tx -> {
            Desk known = desks.find(tx, desk).orElseThrow(DeskSessions::unknown);
            tx.execute("delete from desk_challenge where tenant_id = ? and desk_id = ? and expires_at < ?", known.tenant(),
                    desk,
                    clock.instant());
            tx.execute("insert into desk_challenge (tenant_id, desk_id, hash, expires_at) values (?, ?, ?, ?)",
                    known.tenant(), desk,
                    hash(challenge), clock.instant().plus(CHALLENGE_LIFE));
        });
        return new ChallengeAnswer(challenge, CHALLENGE_LIFE.toSeconds());
    }

    /**
     * A session for a desk that signed its challenge. A desk whose chain forked begins a new one by this: it names the new
     * incarnation.
     *
     * @throws ApiError 401 DESK_REFUSED if the challenge or the signature is not good, 403 DESK_SUSPENDED, 409 INCARNATION_UNKNOWN
     *     if the desk's chain is another one than the server knows and that one did not fork
     */
    public DeskSessionAnswer open(DeskSessionRequest request) {
        return database.inTransaction(tx -> attempt(tx, request)).orThrow();
    }

    private Refusal<DeskSessionAnswer> attempt(Tx tx, DeskSessionRequest request) {
        Desk desk = desks.find(tx, request.desk()).orElseThrow(DeskSessions::unknown);
        byte[] signed = DeskSessionProof.bytes(request.desk(), request.incarnation(), request.challenge());
        if (!Ed25519.signed(desk.publicKey(), signed, request.signature())) {
            // before the challenge is taken: without the key nobody can spend another desk's challenge
            audit.record(tx, desk.tenant(), "desk:" + desk.id(), "DESK_REFUSED", desk.id().toString(),
                    Map.of("why", "SIGNATURE"));
            return Refusal.of(401, "DESK_REFUSED", "The desk could not prove who it is.");
        }
        int taken = tx.execute("delete from desk_challenge where tenant_id = ? and desk_id = ? and hash = ? and expires_at >= ?",
                desk.tenant(), desk.id(),
                hash(request.challenge()), clock.instant());
        if (taken == 0) {
            return Refusal.of(401, "DESK_REFUSED", "The challenge was used or is too old. Please try again.");
        }
        if (!desk.active()) {
            return Refusal.of(403, "DESK_SUSPENDED", "This desk was suspended. Please ask your supervisor.");
        }
        if (!desk.incarnation().equals(request.incarnation()) && !begunAnew(tx, desk, request.incarnation())) {
            return Refusal.of(409, "INCARNATION_UNKNOWN", "This desk's journal is not the one the server knows.");
        }
        String token = tokens.issueToDesk(tx, desk.tenant(), desk.id(), request.incarnation());
        return Refusal.none(new DeskSessionAnswer(token, Tokens.DESK_LIFE.toSeconds()));
    }

    /**
     * Whether the desk may go on in this incarnation from now on: its present chain forked, and this one is new. The desk has
     * signed the incarnation together with the challenge. A chain that was left is never taken up again.
     */
    private boolean begunAnew(Tx tx, Desk found, UUID incarnation) {
        Desk desk = desks.lock(tx, found.tenant(), found.id()).orElseThrow(DeskSessions::unknown);
        if (desk.incarnation().equals(incarnation)) {
            return true; // the same request, a moment earlier
        }
        if (!desks.isForked(tx, desk.tenant(), desk.id(), desk.incarnation())
                || desks.hasChain(tx, desk.tenant(), desk.id(), incarnation)) {
            return false;
        }
        desks.changeIncarnation(tx, desk.tenant(), desk.id(), incarnation, "desk:" + desk.id());
        return true;
    }

    private byte[] hash(String challenge) {
        return secret.hash("challenge", challenge);
    }

    private static ApiError unknown() {
        return new ApiError(404, "DESK_UNKNOWN", "This desk is not known here.");
    }
}
