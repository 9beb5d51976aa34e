package guichet.sync.enrolment;

import guichet.sync.server.DeskIdentity;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.Uuid7;
import guichet.protocol.access.EnrolAnswer;
import guichet.protocol.access.EnrolRequest;
import guichet.protocol.access.EnrolmentCode;
import guichet.protocol.access.KeyFingerprint;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Signatures;
import guichet.sync.server.Reply;
import guichet.sync.server.ServerClient;
import guichet.sync.store.Store;
import java.net.URI;
import java.security.KeyPair;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes a desk known to a server, and remembers it. */
public final class Enrolment {
    /** Setting: the licencee's key under which personal aliases are digested, Base64. */
    public static final String ALIAS_KEY = "alias.key";

    /** Setting: what people call the desk's location, as it was at enrolment. */
    public static final String LOCATION_NAME = "desk.location-name";

    private static final String DESK = "desk.id";
    private static final String INCARNATION = "desk.incarnation";
    private static final String NAME = "desk.name";
    private static final String KIND = "desk.kind";
    private static final String SERVER = "desk.server";
    private static final String SERVER_KEY = "desk.server-key";
    private static final String SIGNING_KEY = "desk.signing-key";
    private static final String PUBLIC_KEY = "desk.public-key";
    private static final String LICENCEE = "desk.licencee";
    private static final String LOCATION = "desk.location";
    private static final String ZONE = "desk.zone";
    private static final String DAY_START = "desk.day-start-hour";
    private static final String CURRENCY = "desk.currency";

    /** What a code was tried with, until the desk is enrolled: the answer may have been lost. */
    private static final String PENDING_CODE = "enrolment.code";
    private static final String PENDING_SIGNING_KEY = "enrolment.signing-key";
    private static final String PENDING_PUBLIC_KEY = "enrolment.public-key";
    private static final String PENDING_INCARNATION = "enrolment.incarnation";

    private record Pending(KeyPair keys, UUID incarnation) {
    }

    private final Store store;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Enrolment(Store store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** The identity, or empty while the desk is not enrolled. */
    public Optional<DeskIdentity> identity() {
        return store.setting(DESK).map(desk -> new DeskIdentity(
                new Chain(DeskId.parse(desk), UUID.fromString(setting(INCARNATION))), setting(NAME), setting(KIND),
                URI.create(setting(SERVER)), Signatures.publicKey(Bytes.base64(setting(SERVER_KEY))),
                new KeyPair(Signatures.publicKey(Bytes.base64(setting(PUBLIC_KEY))),
                        Signatures.privateKey(Bytes.base64(setting(SIGNING_KEY)))),
                UUID.fromString(setting(LICENCEE)),
                LocationId.parse(setting(LOCATION)), ZoneId.of(setting(ZONE)), Integer.parseInt(setting(DAY_START)),
                Currency.getInstance(setting(CURRENCY))));
    }

    /**
     * Enrols with a code as typed. Refused with {@code CODE_MALFORMED} before anything is sent, with
     * {@code SERVER_NOT_TRUSTED} when the server's key is not the one in the code, with {@code ALREADY_ENROLLED} when the store
     * belongs to a desk; otherwise as the server says. On success the identity is on disk. Until then keys and incarnation are
     * kept: the same code is tried with the same ones again, so that a lost answer leaves no second desk at the server.
     *
     * @param kind counter, cage, gate or machines
     */
    public Reply<DeskIdentity> enrol(ServerClient client, URI server, String code, String deskName, String kind) {
        if (store.setting(DESK).isPresent()) {
            return new Reply.Refused<>(0, "ALREADY_ENROLLED", "This desk is enrolled already.");
        }
        Optional<EnrolmentCode> read = EnrolmentCode.read(code);
        if (read.isEmpty()) {
            return new Reply.Refused<>(0, "CODE_MALFORMED", "This is not an enrolment code. Check what was typed.");
        }
        Pending pending = pending(read.get().text());
        KeyPair keys = pending.keys;
        UUID incarnation = pending.incarnation;
        Reply<EnrolAnswer> reply = client.enrol(new EnrolRequest(code, deskName, kind,
                Bytes.of(keys.getPublic().getEncoded()).base64(), incarnation));
        if (!(reply instanceof Reply.Answered<EnrolAnswer>(EnrolAnswer answer))) {
            return reply.map(_ -> {
                throw new IllegalStateException("answered");
            });
        }
        DeskIdentity identity;
        try {
            Bytes serverKey = Bytes.base64(answer.serverKey());
            if (!KeyFingerprint.ofX509(serverKey.array()).equals(read.get().fingerprint())) {
                return new Reply.Refused<>(0, "SERVER_NOT_TRUSTED", "The server is not the one that made this code.");
            }
            identity = new DeskIdentity(new Chain(new DeskId(answer.desk()), incarnation), deskName, kind, server,
                    Signatures.publicKey(serverKey), keys, answer.licencee(), new LocationId(answer.location()),
                    ZoneId.of(answer.zone()), answer.gamingDayStartHour(), Currency.getInstance(answer.currency()));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Reply.Unreachable<>(true, "the answer cannot be read");
        }
        store.run(_ -> {
            remember(identity);
            store.setting(ALIAS_KEY, answer.aliasKey());
            store.setting(LOCATION_NAME, answer.locationName());
            for (String setting : List.of(PENDING_CODE, PENDING_SIGNING_KEY, PENDING_PUBLIC_KEY, PENDING_INCARNATION)) {
                store.setting(setting, null);
            }
        });
        return new Reply.Answered<>(identity);
    }

    /** Keeps an identity that was made elsewhere, such as a simulation's. */
    public void remember(DeskIdentity identity) {
        store.run(_ -> {
            store.setting(DESK, identity.chain().desk().toString());
            store.setting(INCARNATION, identity.chain().incarnation().toString());
            store.setting(NAME, identity.name());
            store.setting(KIND, identity.kind());
            store.setting(SERVER, identity.server().toString());
            store.setting(SERVER_KEY, Bytes.of(identity.serverKey().getEncoded()).base64());
            store.setting(SIGNING_KEY, Bytes.of(identity.keys().getPrivate().getEncoded()).base64());
            store.setting(PUBLIC_KEY, Bytes.of(identity.keys().getPublic().getEncoded()).base64());
            store.setting(LICENCEE, identity.licencee().toString());
            store.setting(LOCATION, identity.location().toString());
            store.setting(ZONE, identity.zone().getId());
            store.setting(DAY_START, Integer.toString(identity.dayStartHour()));
            store.setting(CURRENCY, identity.currency().getCurrencyCode());
        });
    }

    private Pending pending(String code) {
        return store.setting(PENDING_CODE).filter(code::equals).map(_ -> new Pending(
                new KeyPair(Signatures.publicKey(Bytes.base64(setting(PENDING_PUBLIC_KEY))),
                        Signatures.privateKey(Bytes.base64(setting(PENDING_SIGNING_KEY)))),
                UUID.fromString(setting(PENDING_INCARNATION)))).orElseGet(() -> {
                    Pending fresh = new Pending(Signatures.newKeys(), new Uuid7(clock, random).next());
                    store.run(_ -> {
                        store.setting(PENDING_CODE, code);
                        store.setting(PENDING_SIGNING_KEY, Bytes.of(fresh.keys.getPrivate().getEncoded()).base64());
                        store.setting(PENDING_PUBLIC_KEY, Bytes.of(fresh.keys.getPublic().getEncoded()).base64());
                        store.setting(PENDING_INCARNATION, fresh.incarnation.toString());
                    });
                    return fresh;
                });
    }

    private String setting(String name) {
        return store.setting(name).orElseThrow(() -> new IllegalStateException("the store has no " + name));
    }
}
