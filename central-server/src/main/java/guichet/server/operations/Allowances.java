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
import guichet.server.book.Book;
import guichet.server.database.Database;
import guichet.server.keys.ServerKey;
import guichet.server.web.ApiError;
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
 * Gives desks what they may do while cut off: risk allowances, the location's own money set aside. A desk has one at a time; it
 * gets the next when that has ended or is used up, and since it asks while online, everything it drew is known by then.
 */
public final class Allowances {
    /** The house itself acts; no person does. */
    private static final OperatorId HOUSE = new OperatorId(new UUID(0, 0));
    private static final Duration ENOUGH = Duration.ofHours(1);

    private final Database database;
    private final DeskOperations operations;
    private final ServerKey serverKey;
    private final InstantSource clock;
    private final Uuid7 ids;

    public Allowances(Database database, DeskOperations operations, ServerKey serverKey, InstantSource clock, Uuid7 ids) {
        this.database = database;
        this.operations = operations;
        this.serverKey = serverKey;
        this.clock = clock;
        this.ids = ids;
    }

    /** The desk's allowance, with its version: the one it has, or a new one. */
    public Map.Entry<String, Book.Stored> grant(DeskCaller desk) {
        return current(desk).orElseGet(() -> {
            AllowanceId made = make(desk);
            return Map.entry(made.toString(), database.reading(tx -> Optional
                    .ofNullable(Book.read(tx, desk.tenant(), Allowance.TABLE, List.of(made.toString())).get(made.toString()))
                    .orElseThrow()));
        });
    }

    private Optional<Map.Entry<String, Book.Stored>> current(DeskCaller desk) {
        Instant enough = clock.instant().plus(ENOUGH);
        return database.reading(tx -> {
            List<String> ids = tx.fetch("select id from book.allowance where tenant_id = ? and desk = ?"
                    + " and valid_until > ? and used_total < total and used_count < count_limit order by valid_until desc limit 1",
                    desk.tenant(), desk.desk().toString(), enough).getValues(0, String.class);
            return Book.read(tx, desk.tenant(), Allowance.TABLE, ids).entrySet().stream().findFirst()
                    .map(row -> Map.entry(row.getKey(), row.getValue()));
        });
    }

    private AllowanceId make(DeskCaller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocationId location = new LocationId(caller.location());
        DeskId desk = new DeskId(caller.desk());
        Currency currency = location(caller).currency();
        Map<Policy.Name, Long> limits = limits(caller, now);
        Allowance unsigned = new Allowance(new AllowanceId(ids.next()), desk, location,
                new Money(limit(limits, Policy.Name.ALLOWANCE_PER_OPERATION), currency),
                new Money(limit(limits, Policy.Name.ALLOWANCE_TOTAL), currency), limit(limits, Policy.Name.ALLOWANCE_COUNT), now,
                now.plus(Duration.ofHours(limit(limits, Policy.Name.ALLOWANCE_HOURS))), Money.zero(currency), 0, "");
        Allowance signed = unsigned.signed(Bytes.of(serverKey.sign(Bytes.utf8(unsigned.signedText()).array())).base64());
        Header header = Header.of(new OperationId(ids.next()), desk, HOUSE, new Times(now, new UUID(0, 0), 0, now));
        Verdict verdict = operations.apply(caller.tenant(), location, new GrantAllowance(header, signed));
        if (!(verdict instanceof Verdict.Applied)) {
            throw new ApiError(409, "ALLOWANCE_REFUSED", "This desk cannot be given an allowance now.");
        }
        return signed.id();
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
