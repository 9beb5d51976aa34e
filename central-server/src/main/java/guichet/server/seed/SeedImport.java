package guichet.server.seed;

import guichet.server.audit.Audit;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.identity.Ids;
import guichet.server.identity.SecretHashes;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a seed file into the database in one transaction: all of it or nothing. A record that an earlier import brought, by the
 * file's own id for it, is left as it is now, so a second run changes nothing.
 */
public final class SeedImport {
    private static final Logger LOG = LoggerFactory.getLogger(SeedImport.class);
    private static final Set<String> ROLES = Set.of("cashier", "floor", "supervisor", "admin");

    private final Database database;
    private final SecretHashes hashes;
    private final SeedMembers members;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    /** @param members takes members and cards */
    public SeedImport(Database database, SecretHashes hashes, SeedMembers members, Audit audit, Ids ids, InstantSource clock) {
        this.database = database;
        this.hashes = hashes;
        this.members = members;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Imports what a setting names.
     *
     * @param setting none, demo or a file
     * @throws SeedException if the file is refused; nothing was imported then
     */
    public void run(String setting) {
        SeedFile.named(setting).ifPresent(this::run);
    }

    void run(SeedDocument document) {
        database.useTransaction(tx -> {
            // two servers that start at once import one after the other
            tx.fetch("select pg_advisory_xact_lock(7105)");
            SeedText.distinct("$.licencees", list(document.licencees()), SeedDocument.Licencee::id);
            SeedText.distinct("$.locations", list(document.locations()),
                    location -> location.licencee().orElse("") + " " + location.id());
            SeedText.distinct("$.admins", list(document.admins()), admin -> admin.licencee().orElse("") + " " + admin.id());
            SeedText.distinct("$.operators", list(document.operators()),
                    operator -> operator.licencee().orElse("") + " " + operator.id());
            int added = licencees(tx, list(document.licencees()));
            SeedReferences references = new SeedReferences(tx);
            added += locations(tx, references, list(document.locations()));
            added += admins(tx, references, list(document.admins()));
            added += operators(tx, references, list(document.operators()));
            new SeedPeople(tx, references, members).run(document);
            LOG.info("The seed was imported; {} of its licencees, locations and operators are new", added);
        });
    }

    static <T> List<T> list(Optional<List<T>> section) {
        return section.orElse(List.of());
    }

    private int licencees(Tx tx, List<SeedDocument.Licencee> section) {
        int added = 0;
        for (int i = 0; i < section.size(); i++) {
            String path = "$.licencees[" + i + "]";
            SeedDocument.Licencee licencee = section.get(i);
            UUID tenant = ids.next();
            int rows = tx.execute(
                    "insert into licencee (tenant_id, name, seed_id, created_at) values (?, ?, ?, ?) on conflict do nothing",
                    tenant, SeedText.name(path + ".name", licencee.name()), SeedText.id(path + ".id", licencee.id()),
                    clock.instant());
            if (rows > 0) {
                audit.record(tx, tenant, "server", "SEED", tenant.toString(), Map.of("kind", "licencee"));
            }
            added += rows;
        }
        return added;
    }

    private int locations(Tx tx, SeedReferences references, List<SeedDocument.Location> section) {
        int added = 0;
        for (int i = 0; i < section.size(); i++) {
            String path = "$.locations[" + i + "]";
            SeedDocument.Location location = section.get(i);
            UUID tenant = references.licencee(path, location.licencee());
            if (location.gamingDayStartHour() < 0 || location.gamingDayStartHour() > 23) {
                throw new SeedException(path + ".gamingDayStartHour", "an hour is between 0 and 23");
            }
            UUID id = ids.next();
            int rows = tx.execute("""
                    insert into location (tenant_id, id, name, zone, gaming_day_start_hour, currency, seed_id, created_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""", tenant, id,
                    SeedText.name(path + ".name", location.name()),
                    zone(path + ".zone", location.zone()), location.gamingDayStartHour(),
                    currency(path + ".currency", location.currency()),
                    SeedText.id(path + ".id", location.id()), clock.instant());
            if (rows > 0) {
                audit.record(tx, tenant, "server", "SEED", id.toString(), Map.of("kind", "location"));
            }
            added += rows;
        }
        return added;
    }

    private static String zone(String path, String zone) {
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw new SeedException(path, "this is no time zone such as Africa/Cairo");
        }
    }

    private static String currency(String path, String currency) {
        try {
            return Currency.getInstance(currency).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new SeedException(path, "this is no ISO 4217 currency");
        }
    }

    private int admins(Tx tx, SeedReferences references, List<SeedDocument.Admin> section) {
        int added = 0;
        for (int i = 0; i < section.size(); i++) {
            String path = "$.admins[" + i + "]";
            SeedDocument.Admin admin = section.get(i);
            UUID tenant = references.licencee(path, admin.licencee());
            added += operator(tx, tenant, path,
                    new SeedDocument.Operator(admin.id(), admin.licencee(), admin.login(), admin.name(), "admin",
                            admin.secret(), Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty()),
                    List.of());
        }
        return added;
    }

    private int operators(Tx tx, SeedReferences references, List<SeedDocument.Operator> section) {
        int added = 0;
        for (int i = 0; i < section.size(); i++) {
            String path = "$.operators[" + i + "]";
            SeedDocument.Operator operator = section.get(i);
            UUID tenant = references.licencee(path, operator.licencee());
            List<UUID> scope = references.locations(tenant, path + ".locations", list(operator.locations()));
            if (scope.isEmpty() && !operator.allLocations().orElse(false)) {
                throw new SeedException(path + ".locations", "an operator has at least one location, or allLocations");
            }
            added += operator(tx, tenant, path, operator, scope);
        }
        return added;
    }

    private int operator(Tx tx, UUID tenant, String path, SeedDocument.Operator operator, List<UUID> scope) {
        String role = operator.role();
        if (!ROLES.contains(role)) {
            throw new SeedException(path + ".role", "a role is cashier, floor, supervisor or admin");
        }
        String state = operator.state().orElse("active");
        if (!state.equals("active") && !state.equals("suspended")) {
            throw new SeedException(path + ".state", "a state is active or suspended");
        }
        String seedId = SeedText.id(path + ".id", operator.id());
        String login = SeedText.login(path + ".login", operator.login().toLowerCase(Locale.ROOT));
        String name = SeedText.name(path + ".name", operator.name());
        String secret = SeedText.secret(path + ".secret", operator.secret());
        if (tx.fetchOptional("select 1 from operator where tenant_id = ? and seed_id = ?", tenant, seedId).isPresent()) {
            return 0;
        }
        if (tx.fetchOptional("select 1 from operator where tenant_id = ? and login = ?", tenant, login).isPresent()) {
            throw new SeedException(path + ".login", "another operator has this login");
        }
        UUID id = ids.next();
        tx.execute(
                """
                        insert into operator (tenant_id, id, login, name, role, read_only, all_locations, secret_hash, state, seed_id, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                tenant, id, login, name, role, operator.readOnly().orElse(false),
                operator.allLocations().orElse(false), hashes.hash(secret), state, seedId, clock.instant());
        for (UUID location : scope) {
            tx.execute("insert into operator_location (tenant_id, operator_id, location_id) values (?, ?, ?)", tenant, id,
                    location);
        }
        audit.record(tx, tenant, "server", "SEED", id.toString(), Map.of("kind", "operator", "role", role));
        return 1;
    }
}
