package guichet.domain.rules;

import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Operator.Role;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.members.Proof;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who and what the suite's places hold. Two locations; three desks in the first, one in the second. */
final class World {
    static final Currency EGP = Currency.getInstance("EGP");
    static final Instant NOON = Instant.parse("2026-03-10T10:00:00Z");

    static final Location HALL = new Location(new LocationId(uuid(1)), "Hall", ZoneId.of("Africa/Cairo"), 6, EGP);
    static final Location ANNEX = new Location(new LocationId(uuid(2)), "Annex", ZoneId.of("Africa/Cairo"), 6, EGP);
    static final Desk FIRST = new Desk(new DeskId(uuid(11)), HALL.id(), "First");
    static final Desk SECOND = new Desk(new DeskId(uuid(12)), HALL.id(), "Second");
    static final Desk THIRD = new Desk(new DeskId(uuid(13)), HALL.id(), "Third");
    static final Desk FAR = new Desk(new DeskId(uuid(14)), ANNEX.id(), "Far");

    static final Operator CASHIER = operator(21, Role.CASHIER, false, true, Set.of(), null, null);
    static final Operator COLLEAGUE = operator(22, Role.CASHIER, false, true, Set.of(), null, null);
    static final Operator SUPERVISOR = operator(23, Role.SUPERVISOR, false, true, Set.of(), null, null);
    static final Operator FLOOR = operator(24, Role.FLOOR, false, true, Set.of(), null, null);
    static final Operator REVIEWER = operator(25, Role.SUPERVISOR, true, true, Set.of(), null, null);
    static final Operator SUSPENDED = operator(26, Role.ADMIN, false, true, Set.of(), NOON, null);
    static final Operator OF_THE_ANNEX = operator(27, Role.ADMIN, false, false, Set.of(ANNEX.id()), null, null);

    static final Operator OF_NOWHERE = operator(28, Role.ADMIN, false, false, Set.of(), null, null);
    static final Operator REINSTATED = operator(30, Role.CASHIER, false, true, Set.of(), NOON.minusSeconds(60), NOON);

    static final MemberId ALI = new MemberId(uuid(31));
    static final MemberId SARA = new MemberId(uuid(32));
    static final MemberId BANNED = new MemberId(uuid(33));

    static final CardSerial ALIS = new CardSerial("04A1");
    static final CardSerial SARAS = new CardSerial("04A2");
    static final CardSerial OF_BANNED = new CardSerial("04A3");
    static final CardSerial FREE = new CardSerial("04F1");
    static final CardSerial FREE_AT_ANNEX = new CardSerial("04F2");
    static final CardSerial PENDING = new CardSerial("04F3");
    static final CardSerial ENDED = new CardSerial("04F4");
    static final CardSerial STOPPED = new CardSerial("04F5");

    static final ProofId ALIS_PROOF = new ProofId(uuid(41));
    static final ProofId SARAS_PROOF = new ProofId(uuid(42));
    static final ProofId BANNED_PROOF = new ProofId(uuid(43));
    static final Alias.Name ALIS_MOBILE = new Alias.Name(Alias.MOBILE, "digest-of-ali");
    static final Money ALIS_BALANCE = new Money(10_000, EGP);

    private World() {
    }

    static UUID uuid(long low) {
        return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | low);
    }

    static OperationId operationId(long low) {
        return new OperationId(uuid(1_000 + low));
    }

    static AllowanceId allowanceId(long low) {
        return new AllowanceId(uuid(500 + low));
    }

    static Money egp(long minor) {
        return new Money(minor, EGP);
    }

    private static Operator operator(long id, Role role, boolean readOnly, boolean everywhere,
            Set<LocationId> locations, @Nullable Instant suspendedAt, @Nullable Instant reinstatedAt) {
        return new Operator(new OperatorId(uuid(id)), "login" + id, "Name " + id, role, readOnly, everywhere, locations,
                suspendedAt, reinstatedAt);
    }

    /** Fills an empty store. */
    static void settle(RuleStore store) {
        for (Location location : Set.of(HALL, ANNEX)) {
            store.put(Location.key(location.id()), location.columns());
        }
        for (Desk desk : Set.of(FIRST, SECOND, THIRD, FAR)) {
            store.put(Desk.key(desk.id()), desk.columns());
        }
        for (Operator operator : Set.of(CASHIER, COLLEAGUE, SUPERVISOR, FLOOR, REVIEWER, SUSPENDED, OF_THE_ANNEX,
                OF_NOWHERE, REINSTATED)) {
            store.put(Operator.key(operator.id()), operator.columns());
        }
        member(store, ALI, Member.Status.ACTIVE);
        member(store, SARA, Member.Status.ACTIVE);
        member(store, BANNED, Member.Status.BANNED);
        store.put(ALIS_MOBILE.key(), Columns.none().with(Alias.MEMBER, ALI.toString()));
        card(store, ALIS, Card.Status.ACTIVE, ALI, null, LocalDate.parse("2026-12-31"));
        card(store, SARAS, Card.Status.ACTIVE, SARA, null, null);
        card(store, OF_BANNED, Card.Status.ACTIVE, BANNED, null, null);
        card(store, FREE, Card.Status.ACTIVE, null, null, null);
        card(store, FREE_AT_ANNEX, Card.Status.ACTIVE, null, ANNEX.id(), null);
        card(store, PENDING, Card.Status.PENDING, null, null, null);
        card(store, ENDED, Card.Status.EXPIRED, null, null, null);
        card(store, STOPPED, Card.Status.BLOCKED, null, null, null);
        proof(store, ALIS_PROOF, ALI);
        proof(store, SARAS_PROOF, SARA);
        proof(store, BANNED_PROOF, BANNED);
        store.open(Account.member(ALI), ALIS_BALANCE);
    }

    private static void member(RuleStore store, MemberId id, Member.Status status) {
        store.put(Member.key(id), Columns.none().with(Member.STATUS, status.spelling()).with(Member.PROFILE, "ab".repeat(32))
                .with(Member.REGISTERED_AT, NOON.minusSeconds(86_400)));
    }

    private static void card(RuleStore store, CardSerial serial, Card.Status status, @Nullable MemberId owner,
            @Nullable LocationId location, @Nullable LocalDate expiry) {
        store.put(Card.key(serial), Columns.none().with(Card.STATUS, status.spelling())
                .with(Card.MEMBER, owner == null ? null : owner.toString())
                .with(Card.LOCATION, location == null ? null : location.toString()).with(Card.EXPIRY_DATE, expiry));
    }

    static void proof(RuleStore store, ProofId id, MemberId member) {
        store.put(Proof.key(id),
                new Proof(id, member, Proof.ASSIGN_CARD, FIRST.id(), NOON.minusSeconds(60), NOON.plusSeconds(540), null)
                        .columns());
    }
}
