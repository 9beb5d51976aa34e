package guichet.server.access;

import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.web.Caller;
import guichet.server.web.Credentials;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens of desks and operators: the tenant and 256 random bits, kept as a hash. A request is answered by the state that
 * the desk's and the operator's rows have at that moment, so a suspension or a revocation needs no waiting.
 */
public final class Tokens implements Credentials {
    static final Duration DESK_LIFE = Duration.ofMinutes(10);
    static final Duration OPERATOR_LIFE = Duration.ofHours(12);

    private static final Pattern FORM = Pattern.compile("g1\\.([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param clock tells whether a token has expired */
    public Tokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    String issueToDesk(Tx tx, UUID tenant, UUID desk, UUID incarnation) {
        tx.execute("delete from access_token where tenant_id = ? and desk_id = ? and kind = 'desk' and expires_at < ?",
                tenant, desk,
                clock.instant());
        return issue(tx, tenant, "desk", desk, incarnation, null, DESK_LIFE);
    }

    String issueToOperator(Tx tx, UUID tenant, UUID operator, Optional<UUID> desk) {
        tx.execute("delete from access_token where tenant_id = ? and operator_id = ? and expires_at < ?", tenant, operator,
                clock.instant());
        return issue(tx, tenant, "operator", desk.orElse(null), null, operator, OPERATOR_LIFE);
    }

    private String issue(Tx tx, UUID tenant, String kind, @Nullable UUID desk, @Nullable UUID incarnation,
            @Nullable UUID operator,
            Duration life) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = BASE64.encodeToString(bits);
        tx.execute("""
                insert into access_token (tenant_id, hash, kind, desk_id, incarnation, operator_id, made_at, expires_at)
                values (?, ?, ?, cast(? as uuid), cast(? as uuid), cast(? as uuid), ?, ?)""", tenant, sha256(secret), kind, desk,
                incarnation,
                operator, clock.instant(), clock.instant().plus(life));
        return "g1." + BASE64.encodeToString(bytes(tenant)) + "." + secret;
    }

    /** Ends the one session that {@code token} is for. */
    void revoke(Tx tx, String token) {
        Matcher form = FORM.matcher(token);
        if (form.matches()) {
            tx.execute("delete from access_token where tenant_id = ? and hash = ?", uuid(form.group(1)),
                    sha256(form.group(2)));
        }
    }

    /** Ends all sessions of an operator. */
    void revokeOperator(Tx tx, UUID tenant, UUID operator) {
        tx.execute("delete from access_token where tenant_id = ? and operator_id = ?", tenant, operator);
    }

    /** Ends the desk's own sessions; its operators' sessions stay. */
    void revokeDesk(Tx tx, UUID tenant, UUID desk) {
        tx.execute("delete from access_token where tenant_id = ? and desk_id = ? and kind = 'desk'", tenant, desk);
    }

    @Override
    public Optional<Caller> callerOf(String token) {
        Matcher form = FORM.matcher(token);
        if (!form.matches()) {
            return Optional.empty();
        }
        UUID tenant = uuid(form.group(1));
        byte[] hash = sha256(form.group(2));
        return database.reading(tx -> {
            Optional<Record> row = tx.fetchOptional("""
                    select t.kind, t.desk_id, t.operator_id, d.location_id, d.kind as desk_kind, d.incarnation
                    from access_token t
                    left join desk d on d.tenant_id = t.tenant_id and d.id = t.desk_id
                    where t.tenant_id = ? and t.hash = ? and t.expires_at > ?
                      and (t.desk_id is null or d.state = 'active')
                      and (t.incarnation is null or t.incarnation = d.incarnation)""", tenant, hash, clock.instant());
            return row.flatMap(
                    found -> found.get("kind", String.class).equals("desk") ? desk(tenant, found) : operator(tx, tenant, found));
        });
    }

    private static Optional<Caller> desk(UUID tenant, Record row) {
        return Optional.of(new DeskCaller(tenant, row.get("desk_id", UUID.class), row.get("location_id", UUID.class),
                row.get("incarnation", UUID.class), row.get("desk_kind", String.class)));
    }

    private static Optional<Caller> operator(Tx tx, UUID tenant, Record row) {
        Optional<UUID> desk = Optional.ofNullable(row.get("desk_id", UUID.class));
        Optional<UUID> location = Optional.ofNullable(row.get("location_id", UUID.class));
        return new Operators().find(tx, tenant, row.get("operator_id", UUID.class))
                .filter(Operator::active)
                .filter(operator -> location.isEmpty() || operator.mayWorkAt(location.get()))
                .map(operator -> new OperatorCaller(operator, desk, location));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }

    private static UUID uuid(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(Base64.getUrlDecoder().decode(base64), 16));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
