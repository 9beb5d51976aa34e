package guichet.server.access;

import guichet.protocol.access.SignInAnswer;
import guichet.server.audit.Audit;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.identity.SecretHashes;
import guichet.server.web.ApiError;
import guichet.server.web.Role;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/**
 * Operators sign in with name and secret. Five wrong tries lock the account for a quarter of an hour. A try is counted before
 * the secret is looked at, so that many at once count as many.
 */
public final class SignIn {
    static final int TRIES = 5;
    static final Duration LOCK = Duration.ofMinutes(15);

    private final Database database;
    private final Operators operators;
    private final ApprovalKeys approvalKeys;
    private final Tokens tokens;
    private final SecretHashes hashes;
    private final Audit audit;
    private final InstantSource clock;

    /** @param hashes compares secrets */
    public SignIn(Database database, Operators operators, ApprovalKeys approvalKeys, Tokens tokens, SecretHashes hashes,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.operators = operators;
        this.approvalKeys = approvalKeys;
        this.tokens = tokens;
        this.hashes = hashes;
        this.audit = audit;
        this.clock = clock;
    }

    private record Try(UUID operator, String hash, int left) {
    }

    /**
     * Signs an operator in at a desk and keeps the operator's approval key for it.
     *
     * @throws ApiError 401 SIGN_IN_REFUSED, 423 ACCOUNT_LOCKED, 403 ACCOUNT_SUSPENDED or SIGN_IN_NOT_HERE
     */
    public SignInAnswer atDesk(DeskCaller desk, String login, String secret, PublicKey approvalKey) {
        Try attempt = checkSecret(desk.tenant(), login, secret, desk.principal());
        return database.inTransaction(tx -> {
            Operator operator = operators.find(tx, desk.tenant(), attempt.operator()).orElseThrow();
            Optional<ApiError> refused = refusal(operator).or(() -> operator.mayWorkAt(desk.location())
                    ? Optional.empty()
                    : Optional.of(new ApiError(403, "SIGN_IN_NOT_HERE", "You are not set up for this location.")));
            if (refused.isPresent()) {
                return refused(tx, operator, desk.principal(), refused.get());
            }
            if (approvalKeys.add(tx, desk.tenant(), operator.id(), desk.desk(), approvalKey, clock.instant())) {
                audit.record(tx, desk.tenant(), name(operator.id()), "APPROVAL_KEY", desk.desk().toString(), Map.of());
            }
            return accepted(tx, operator, desk.principal(), Optional.of(desk.desk()));
        }).orThrow();
    }

    /**
     * Signs an administrator or a supervisor in away from any desk.
     *
     * @param licencee may be empty where one licencee only knows the login
     * @throws ApiError as {@link #atDesk}
     */
    public SignInAnswer inOffice(Optional<UUID> licencee, String login, String secret) {
        List<UUID> tenants = licencee.map(List::of).orElseGet(() -> database.reading(tx -> operators.tenantsOf(tx, login)));
        if (tenants.size() != 1) {
            hashes.matchesNobody(secret);
            throw refused();
        }
        Try attempt = checkSecret(tenants.getFirst(), login, secret, "office");
        return database.inTransaction(tx -> {
            Operator operator = operators.find(tx, tenants.getFirst(), attempt.operator()).orElseThrow();
            boolean office = operator.role() == Role.ADMIN || operator.role() == Role.SUPERVISOR;
            Optional<ApiError> refused = refusal(operator).or(() -> office
                    ? Optional.empty()
                    : Optional.of(new ApiError(403, "SIGN_IN_NOT_HERE", "Please sign in at a desk.")));
            return refused.isPresent()
                    ? refused(tx, operator, "office", refused.get())
                    : accepted(tx, operator, "office", Optional.empty());
        }).orThrow();
    }

    private static Optional<ApiError> refusal(Operator operator) {
        return operator.active()
                ? Optional.empty()
                : Optional.of(new ApiError(403, "ACCOUNT_SUSPENDED", "This account was suspended. Please ask your supervisor."));
    }

    /** The secret was right; whatever else is refused, it was no guess. */
    private static void forgetTries(Tx tx, Operator operator) {
        tx.execute("update operator set wrong_tries = 0, locked_until = null where tenant_id = ? and id = ?",
                operator.tenant(), operator.id());
    }

    private Refusal<SignInAnswer> refused(Tx tx, Operator operator, String where, ApiError why) {
        forgetTries(tx, operator);
        audit.record(tx, operator.tenant(), name(operator.id()), "SIGN_IN_REFUSED", operator.id().toString(),
                Map.of("why", why.code(), "where", where));
        return Refusal.of(why);
    }

    private Refusal<SignInAnswer> accepted(Tx tx, Operator operator, String where, Optional<UUID> desk) {
        tx.execute("update operator set wrong_tries = 0, locked_until = null where tenant_id = ? and id = ?",
                operator.tenant(), operator.id());
        String token = tokens.issueToOperator(tx, operator.tenant(), operator.id(), desk);
        audit.record(tx, operator.tenant(), name(operator.id()), "SIGN_IN", operator.id().toString(), Map.of("where", where));
        return Refusal
                .none(new SignInAnswer(operator.id(), operator.name(), operator.role().name().toLowerCase(Locale.ROOT),
                        operator.readOnly(), operator.allLocations(), operator.locations().stream().sorted().toList(), token,
                        Tokens.OPERATOR_LIFE.toSeconds()));
    }

    /** Ends the session that {@code token} is for. */
    public void out(OperatorCaller caller, String token) {
        database.useTransaction(tx -> {
            tokens.revoke(tx, token);
            audit.record(tx, caller.tenant(), caller.principal(), "SIGN_OUT", caller.operator().id().toString(), Map.of());
        });
    }

    private Try checkSecret(UUID tenant, String login, String secret, String where) {
        Optional<Try> counted = database.inTransaction(tx -> countTry(tx, tenant, login, where)).orThrow();
        if (counted.isEmpty()) {
            hashes.matchesNobody(secret);
            throw refused();
        }
        Try attempt = counted.get();
        if (hashes.matches(secret, attempt.hash())) {
            return attempt;
        }
        database.useTransaction(tx -> {
            audit.record(tx, tenant, name(attempt.operator()), "SIGN_IN_REFUSED", attempt.operator().toString(),
                    Map.of("why", "WRONG_SECRET", "where", where));
            if (attempt.left() == 0) {
                audit.record(tx, tenant, "server", "ACCOUNT_LOCKED", attempt.operator().toString(), Map.of("where", where));
            }
        });
        throw new ApiError(401, "SIGN_IN_REFUSED", "Name or secret is wrong.", Map.of("wrongTriesLeft", attempt.left()));
    }

    /** Counts the try as a wrong one until it is known to be right; the last one locks at once. */
    private Refusal<Optional<Try>> countTry(Tx tx, UUID tenant, String login, String where) {
        Optional<Record> found = tx.fetchOptional(
                "select id, secret_hash, wrong_tries, locked_until from operator where tenant_id = ? and login = ? for update",
                tenant,
                Operators.lower(login));
        if (found.isEmpty()) {
            return Refusal.none(Optional.empty());
        }
        Record row = found.get();
        UUID id = row.get("id", UUID.class);
        Instant now = clock.instant();
        Optional<Instant> lockedUntil = Optional.ofNullable(row.get("locked_until", Instant.class));
        if (lockedUntil.isPresent() && lockedUntil.get().isAfter(now)) {
            audit.record(tx, tenant, name(id), "SIGN_IN_REFUSED", id.toString(), Map.of("why", "ACCOUNT_LOCKED", "where", where));
            return Refusal.of(new ApiError(423, "ACCOUNT_LOCKED", "Too many wrong tries. Please wait or ask your supervisor.",
                    Map.of("lockedUntil", lockedUntil.get().toString())));
        }
        int tries = lockedUntil.isPresent() ? 1 : row.get("wrong_tries", Integer.class) + 1;
        tx.execute("update operator set wrong_tries = ?, locked_until = cast(? as timestamptz) where tenant_id = ? and id = ?",
                tries,
                tries >= TRIES ? now.plus(LOCK) : null,
                tenant, id);
        return Refusal.none(Optional.of(new Try(id, row.get("secret_hash", String.class), Math.max(0, TRIES - tries))));
    }

    private static ApiError refused() {
        return new ApiError(401, "SIGN_IN_REFUSED", "Name or secret is wrong.");
    }

    private static String name(UUID operator) {
        return "operator:" + operator;
    }
}
