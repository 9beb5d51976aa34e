package guichet.server.operations;

import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.OverlayView;
import guichet.domain.rules.Read;
import guichet.domain.rules.RuleStore;
import guichet.domain.rules.View;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.operations.OperationCodec;
import guichet.server.book.Book;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.feed.Outbox;
import guichet.server.feed.Publisher;
import guichet.server.ledger.Ledger;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server's book as a store of the rule suite: one licencee of its own, read and written by what judges batches. */
final class PostgresRuleStore implements RuleStore {
    private static final Instant SOME_TIME = Instant.parse("2026-03-10T10:00:00Z");

    private final UUID tenant = UUID.randomUUID();
    private final Database database;
    private final Publisher publisher;

    PostgresRuleStore(Database database) {
        this.database = database;
        this.publisher = new Publisher(database);
        database.useTransaction(
                tx -> tx.execute("insert into licencee (tenant_id, name, created_at) values (?, 'Test', now())", tenant));
    }

    @Override
    public void put(Key<?> key, Columns columns) {
        database.useTransaction(tx -> {
            switch (key.table().name()) {
                case "location" -> location(tx, UUID.fromString(key.id()), columns);
                case "desk" -> desk(tx, UUID.fromString(key.id()), columns);
                case "operator" -> operator(tx, UUID.fromString(key.id()), columns);
                default -> {
                    Book.Stored before = Book.read(tx, tenant, key.table(), List.of(key.id())).get(key.id());
                    Columns row = before == null ? columns : before.columns().overlaid(columns);
                    Book.write(tx, tenant, key.table(), Map.of(key.id(), new Book.Stored(row, Book.versions(tx, 1))));
                }
            }
        });
    }

    private void location(Tx tx, UUID id, Columns row) {
        tx.execute("insert into location (tenant_id, id, name, zone, gaming_day_start_hour, currency, created_at)"
                + " values (?, ?, ?, ?, ?, ?, now())", tenant, id, row.require(Location.NAME), row.require(Location.ZONE),
                row.require(Location.DAY_START_HOUR).intValue(), row.require(Location.CURRENCY));
    }

    private void desk(Tx tx, UUID id, Columns row) {
        tx.execute("insert into desk (tenant_id, id, location_id, name, kind, public_key, incarnation, state, enrolled_at)"
                + " values (?, ?, ?, ?, 'cage', ?, ?, 'active', now())", tenant, id, UUID.fromString(row.require(Desk.LOCATION)),
                row.require(Desk.NAME), new byte[1], UUID.randomUUID());
    }

    private void operator(Tx tx, UUID id, Columns row) {
        String locations = row.require(Operator.LOCATIONS);
        Instant suspended = row.get(Operator.SUSPENDED_AT);
        Instant reinstated = row.get(Operator.REINSTATED_AT);
        tx.execute("delete from operator_location where tenant_id = ? and operator_id = ?", tenant, id);
        tx.execute(
                """
                        insert into operator (tenant_id, id, login, name, role, read_only, all_locations, secret_hash, state, suspended_at,
                          reinstated_at, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, '', ?, cast(? as timestamptz), cast(? as timestamptz), now())
                        on conflict (tenant_id, id) do update set role = excluded.role, read_only = excluded.read_only,
                          all_locations = excluded.all_locations, state = excluded.state, suspended_at = excluded.suspended_at,
                          reinstated_at = excluded.reinstated_at""",
                tenant, id, row.require(Operator.LOGIN), row.require(Operator.NAME), row.require(Operator.ROLE),
                row.require(Operator.READ_ONLY), locations.equals("*"),
                suspended == null || reinstated != null ? "active" : "suspended",
                suspended, reinstated);
        if (!locations.isEmpty() && !locations.equals("*")) {
            for (String location : locations.split(" ", -1)) {
                tx.execute("insert into operator_location (tenant_id, operator_id, location_id) values (?, ?, ?)", tenant, id,
                        UUID.fromString(location));
            }
        }
    }

    @Override
    public void open(Account account, Money balance) {
        database.useTransaction(tx -> {
            Ledger.post(tx, tenant, List.of(new Ledger.Line(tenant, 0, new Entry(account, balance), SOME_TIME),
                    new Ledger.Line(tenant, 1, new Entry(Account.opening(new LocationId(tenant)), balance.negated()), SOME_TIME)),
                    SOME_TIME);
            Book.write(tx, tenant, FeedTables.BALANCE, Map.of(FeedTables.balance(account, balance.currency()).id(),
                    new Book.Stored(Columns.none().with(FeedTables.MINOR, balance.minor()), 1)));
        });
    }

    @Override
    public void settle(Outcome outcome) {
        Bytes bytes = OperationCodec.encode(outcome.operation());
        OperationId id = outcome.operation().id();
        Submitted entry = new Submitted(id, EntryKind.OPERATION, outcome.operation().header().desk().value(), bytes, Bytes.none(),
                outcome.operation(), null, null, SOME_TIME, null, null);
        Judged judged = new Judged(entry, outcome.verdict(), outcome.verdict() == null ? Judged.PREDECESSOR : null, null);
        database.useTransaction(tx -> {
            if (Entries.known(tx, tenant, List.of(id)).isEmpty()) {
                Entries.insert(tx, tenant, List.of(judged), SOME_TIME);
            } else {
                Entries.update(tx, tenant, List.of(judged), SOME_TIME);
            }
        });
    }

    @Override
    public void apply(OperationId by, List<Effect> effects) {
        Loaded loaded = new Loaded(tenant);
        OverlayView after = new OverlayView(loaded);
        after.lay(by, effects);
        Map<OperationId, OperationId> withdrawn = new HashMap<>();
        for (Effect effect : effects) {
            loaded.want(Effects.keys(effect), List.of());
            if (effect instanceof Effect.Cancel(OperationId target)) {
                withdrawn.put(target, by);
            }
        }
        Submitted entry = new Submitted(by, EntryKind.OPERATION, tenant, Bytes.none(), Bytes.none(), null, null, null, SOME_TIME,
                null,
                null);
        database.useTransaction(tx -> {
            loaded.load(tx);
            new Effects(tenant, tenant, new Outbox(publisher), SOME_TIME).write(tx,
                    new Judge.Result(List.of(), List.of(new Judge.Applied(entry, effects)), withdrawn, after), List.of(), false);
        });
    }

    @Override
    public View view(Instant at) {
        Loaded loaded = new Loaded(tenant);
        loaded.judgeFor(at);
        return new View() {
            private <T> Read<T> loaded(Supplier<Read<T>> read) {
                Read<T> first = read.get();
                if (loaded.complete()) {
                    return first;
                }
                @Nullable
                Boolean _ = database.reading(tx -> {
                    loaded.load(tx);
                    return Boolean.TRUE;
                });
                return read.get();
            }

            @Override
            public Standing standing() {
                return loaded.standing();
            }

            @Override
            public Instant at() {
                return at;
            }

            @Override
            public Read<Columns> row(Key<?> key) {
                return loaded(() -> loaded.row(key));
            }

            @Override
            public Read<Money> balance(Account account, Currency currency) {
                return loaded(() -> loaded.balance(account, currency));
            }

            @Override
            public Read<Outcome> outcome(OperationId operation) {
                return loaded(() -> loaded.outcome(operation));
            }
        };
    }

    @Override
    public void close() {
        Ledger.Faults faults = database.reading(tx -> Ledger.prove(tx, tenant));
        publisher.close();
        if (!faults.none()) {
            throw new AssertionError(faults.toString());
        }
    }
}
