package guichet.server.operations;

import guichet.domain.allowances.Allowance;
import guichet.domain.desks.Location;
import guichet.domain.desks.Policy;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.Uuid7;
import guichet.domain.money.Money;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Header;
import guichet.domain.operations.Times;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Bytes;
import guichet.server.access.DeskCaller;
import guichet.server.access.Desks;
import guichet.server.book.Book;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.keys.ServerKey;
import guichet.server.web.ApiError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives desks what they may do while cut off: risk allowances, the location's own money set aside. A desk gets the next one while
 * some of the last is left, so that it is never without. What it could draw on all together is at most twice the location's limit.
 */
public final class Allowances {
    /** The house itself acts; no person does. */
    private static final OperatorId HOUSE = new OperatorId(new UUID(0, 0));
    private static final Duration ENOUGH = Duration.ofHours(1);
    private static final String ENOUGH_LEFT = "(total - used_total)::numeric * 4 >= total"
            + " and (count_limit - used_count)::numeric * 4 >= count_limit";
    private static final String SOME_LEFT = "used_total < total and used_count < count_limit";

    private final Database database;
    private final DeskOperations operations;
    private final Desks desks;
    private final ServerKey serverKey;
    private final InstantSource clock;
    private final Uuid7 ids;

    public Allowances(Database database, DeskOperations operations, Desks desks, ServerKey serverKey, InstantSource clock,
            Uuid7 ids) {
        this.database = database;
        this.operations = operations;
        this.desks = desks;
        this.serverKey = serverKey;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * The desk's allowance, with its version: the one it has while enough of it is left, or a new one. When the desk could draw
     * too much with another one, it has to do with what it has.
     *
     * @throws ApiError 409 DESK_FORKED when the desk's chain was closed, ALLOWANCE_REFUSED when it cannot be given one
     */
    public Map.Entry<String, Book.Stored> grant(DeskCaller desk) {
        if (database.reading(tx -> isForked(tx, desk))) {
            throw new ApiError(409, "DESK_FORKED", "This desk's chain was forked; it has to begin a new one.");
        }
        return database.reading(tx -> best(tx, desk, ENOUGH_LEFT, clock.instant().plus(ENOUGH)))
                .or(() -> make(desk))
                .or(() -> database.reading(tx -> best(tx, desk, SOME_LEFT, clock.instant())))
                .orElseThrow(Allowances::refused);
    }

    private boolean isForked(Tx tx, DeskCaller desk) {
        return desks.isForked(tx, desk.tenant(), desk.desk(), desk.incarnation());
    }

    private static Optional<Map.Entry<String, Book.Stored>> best(Tx tx, DeskCaller desk, String left, Instant after) {
        List<String> ids = tx.fetch("select id from book.allowance where tenant_id = ? and desk = ? and valid_until > ? and "
                + left + " order by valid_until desc limit 1", desk.tenant(), desk.desk().toString(), after)
                .getValues(0, String.class);
        return ids.stream().findFirst().flatMap(id -> find(tx, desk, id));
    }

    private static Optional<Map.Entry<String, Book.Stored>> find(Tx tx, DeskCaller desk, String id) {
        return Optional.ofNullable(Book.read(tx, desk.tenant(), Allowance.TABLE, List.of(id)).get(id))
                .map(row -> Map.entry(id, row));
    }

    /** What the desk could still draw, by money and by count, on everything that has not ended. */
    private static BigDecimal exposure(Tx tx, DeskCaller desk, Instant now) {
        return tx.fetchSingle("select coalesce(sum(least(total - used_total,"
                + " (count_limit - used_count)::numeric * per_operation)), 0) from book.allowance"
                + " where tenant_id = ? and desk = ? and valid_until > ? and used_total < total and used_count < count_limit",
                desk.tenant(), desk.desk().toString(), now).get(0, BigDecimal.class);
    }

    /** A new allowance; empty when the desk could then draw more than twice the location's limit. */
    private Optional<Map.Entry<String, Book.Stored>> make(DeskCaller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocationId location = new LocationId(caller.location());
        DeskId desk = new DeskId(caller.desk());
        Currency currency = location(caller).currency();
        Map<Policy.Name, Long> limits = limits(caller, now);
        long total = limit(limits, Policy.Name.ALLOWANCE_TOTAL);
        Allowance unsigned = new Allowance(new AllowanceId(ids.next()), desk, location,
                new Money(limit(limits, Policy.Name.ALLOWANCE_PER_OPERATION), currency), new Money(total, currency),
                limit(limits, Policy.Name.ALLOWANCE_COUNT), now,
                now.plus(Duration.ofHours(limit(limits, Policy.Name.ALLOWANCE_HOURS))), Money.zero(currency), 0, "");
        Allowance signed = unsigned.signed(Bytes.of(serverKey.sign(Bytes.utf8(unsigned.signedText()).array())).base64());
        Header header = Header.of(new OperationId(ids.next()), desk, HOUSE, new Times(now, new UUID(0, 0), 0, now));
        Optional<Verdict> verdict = operations.applyIf(caller.tenant(), location, new GrantAllowance(header, signed),
                tx -> !isForked(tx, caller) && exposure(tx, caller, now).compareTo(BigDecimal.valueOf(total)) <= 0);
        if (verdict.isPresent() && !(verdict.get() instanceof Verdict.Applied)) {
            throw refused();
        }
        return verdict.flatMap(_ -> database.reading(tx -> find(tx, caller, signed.id().toString())));
    }

    private static ApiError refused() {
        return new ApiError(409, "ALLOWANCE_REFUSED", "This desk cannot be given an allowance now.");
    }

    private Location location(DeskCaller caller) {
        String id = caller.location().toString();
        Map<String, Book.Stored> rows = database.reading(tx -> Book.read(tx, caller.tenant(), Location.TABLE, List.of(id)));
        Book.Stored row = rows.get(id);
        if (row == null) {
            throw new ApiError(409, "LOCATION_UNKNOWN", "This desk's location is not known.");
        }
        return Location.TABLE.read(id, row.columns());
    }

    private Map<Policy.Name, Long> limits(DeskCaller caller, Instant now) {
        LocationId location = new LocationId(caller.location());
        Map<String, Policy.Name> keys = new java.util.HashMap<>();
        for (Policy.Name name : Policy.Name.values()) {
            keys.put(Policy.key(location, name).id(), name);
        }
        Map<Policy.Name, Long> limits = new java.util.EnumMap<>(Policy.Name.class);
        database.reading(tx -> Book.read(tx, caller.tenant(), Policy.TABLE, keys.keySet())).forEach((id, row) -> {
            Policy.Name name = keys.get(id);
            if (name != null) {
                limits.put(name, Policy.TABLE.read(id, row.columns()).at(now, name));
            }
        });
        return limits;
    }

    private static long limit(Map<Policy.Name, Long> limits, Policy.Name name) {
        return limits.getOrDefault(name, name.otherwise());
    }
}
