package guichet.server.access;

import guichet.protocol.access.EnrolAnswer;
import guichet.protocol.access.EnrolRequest;
import guichet.protocol.access.EnrolmentCode;
import guichet.server.audit.Audit;
import guichet.server.feed.Reference;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.identity.Ids;
import guichet.server.keys.ServerKey;
import guichet.server.keys.ServerSecret;
import guichet.server.web.ApiError;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Lets new desks in, by codes that are good once, for 15 minutes and five tries. */
public final class Enrolment {
    /** How long a code is good. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final int TRIES = 5;
    private static final Set<String> KINDS = Set.of("counter", "cage", "gate", "machines");

    private final Database database;
    private final ServerKey key;
    private final ServerSecret secret;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final Reference reference;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret under which codes are kept
     * @param reference tells the other desks
     */
    public Enrolment(Database database, ServerKey key, ServerSecret secret, Audit audit, Reference reference, Ids ids,
            InstantSource clock) {
        this.reference = reference;
        this.database = database;
        this.key = key;
        this.secret = secret;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A new code for one desk at a location.
     *
     * @param madeBy the operator, or empty for the person who runs the server
     * @throws ApiError 404 if the licencee has no such location
     */
    public EnrolmentCode newCode(UUID tenant, UUID location, Optional<UUID> madeBy) {
        return database.inTransaction(tx -> {
            if (new Locations().find(tx, tenant, location).isEmpty()) {
                throw new ApiError(404, "LOCATION_UNKNOWN", "There is no such location.");
            }
            tx.execute("delete from enrolment_code where tenant_id = ? and expires_at < ?", tenant,
                    clock.instant().minus(Duration.ofDays(1)));
            EnrolmentCode code = new EnrolmentCode(letters(4), letters(8), key.fingerprint());
            Instant now = clock.instant();
            tx.execute("""
                    insert into enrolment_code (tenant_id, selector, secret_hash, location_id, made_by, made_at, expires_at)
                    values (?, ?, ?, ?, cast(? as uuid), ?, ?)""", tenant, code.selector(), hash(code), location,
                    madeBy.orElse(null), now,
                    now.plus(LIFE));
            audit.record(tx, tenant, madeBy.map(id -> "operator:" + id).orElse("server"), "ENROLMENT_CODE", location.toString(),
                    Map.of());
            return code;
        });
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(EnrolmentCode.ALPHABET.charAt(random.nextInt(EnrolmentCode.ALPHABET.length())));
        }
        return text.toString();
    }

    private byte[] hash(EnrolmentCode code) {
        return secret.hash("enrolment", code.selector(), code.secret());
    }

    /**
     * Makes the desk known. The same desk asking again with the same code, because the first answer was lost, gets the same
     * answer.
     *
     * @throws ApiError 400 for a malformed request, 403 ENROLMENT_REFUSED for a code that is not good (any more)
     */
    public EnrolAnswer enrol(EnrolRequest request) {
        PublicKey deskKey = Ed25519.publicKey("publicKey", request.publicKey());
        String name = request.deskName().strip();
        if (name.isEmpty() || name.length() > 80) {
            throw ApiError.field("deskName", "A name has 1 to 80 characters.");
        }
        if (!KINDS.contains(request.kind())) {
            throw ApiError.field("kind", "A desk is a counter, a cage, a gate or machines.");
        }
        EnrolmentCode code = EnrolmentCode.read(request.code())
                .orElseThrow(() -> ApiError.field("code", "This has not the form of an enrolment code."));
        if (!code.fingerprint().equals(key.fingerprint())) {
            throw new ApiError(403, "WRONG_SERVER", "This code was made by another server.");
        }
        return database.inTransaction(tx -> attempt(tx, code, deskKey, name, request))
                .orElseThrow(() -> new ApiError(403, "ENROLMENT_REFUSED",
                        "This code is not good, or not any more. Please ask for a new one."));
    }

    /** Empty if refused: a wrong try must be committed, so it is no exception. */
    private Optional<EnrolAnswer> attempt(Tx tx, EnrolmentCode code, PublicKey deskKey, String name, EnrolRequest request) {
        // two licencees may hold codes of the same name by chance; the secret tells them apart
        for (Record row : tx.fetch("select * from enrolment_code where selector = ? order by tenant_id for update",
                code.selector())) {
            UUID tenant = row.get("tenant_id", UUID.class);
            boolean live = row.get("expires_at", Instant.class).isAfter(clock.instant())
                    && row.get("wrong_tries", Integer.class) < TRIES;
            if (!live) {
                continue;
            }
            if (MessageDigest.isEqual(row.get("secret_hash", byte[].class), hash(code))) {
                return accept(tx, tenant, row, deskKey, name, request);
            }
            tx.execute("update enrolment_code set wrong_tries = wrong_tries + 1 where tenant_id = ? and selector = ?",
                    tenant, code.selector());
            audit.record(tx, tenant, "unknown", "ENROLMENT_REFUSED", row.get("location_id", UUID.class).toString(),
                    Map.of("why", "WRONG_CODE"));
        }
        return Optional.empty();
    }

    private Optional<EnrolAnswer> accept(Tx tx, UUID tenant, Record code, PublicKey deskKey, String name, EnrolRequest request) {
        UUID location = code.get("location_id", UUID.class);
        @Nullable
        UUID usedBy = code.get("used_by", UUID.class);
        if (usedBy != null) {
            boolean same = tx
                    .fetchOptional("select public_key from desk where tenant_id = ? and id = ? and incarnation = ?", tenant,
                            usedBy,
                            request.incarnation())
                    .filter(desk -> Arrays.equals(desk.get("public_key", byte[].class), deskKey.getEncoded()))
                    .isPresent();
            return same ? Optional.of(answer(tx, tenant, location, usedBy)) : Optional.empty();
        }
        UUID desk = ids.next();
        tx.execute("""
                insert into desk (tenant_id, id, location_id, name, kind, public_key, incarnation, state, enrolled_at)
                values (?, ?, ?, ?, ?, ?, ?, 'active', ?)""", tenant, desk, location, name, request.kind(), deskKey.getEncoded(),
                request.incarnation(), clock.instant());
        reference.changed(tx, tenant, guichet.domain.desks.Desk.TABLE, desk);
        tx.execute("update enrolment_code set used_at = ?, used_by = ? where tenant_id = ? and selector = ?",
                clock.instant(), desk, tenant,
                code.get("selector", String.class));
        audit.record(tx, tenant, "desk:" + desk, "ENROLMENT", location.toString(), Map.of("kind", request.kind()));
        return Optional.of(answer(tx, tenant, location, desk));
    }

    private EnrolAnswer answer(Tx tx, UUID tenant, UUID location, UUID desk) {
        Location place = new Locations().find(tx, tenant, location).orElseThrow();
        return new EnrolAnswer(desk, tenant, place.licenceeName(), location, place.name(), place.zone().getId(),
                place.gamingDayStartHour(),
                place.currency(), key.publicBase64(), key.fingerprint(), reference.aliasKey(tx, tenant).base64());
    }
}
