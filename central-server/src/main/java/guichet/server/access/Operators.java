package guichet.server.access;

import guichet.server.database.Tx;
import guichet.server.web.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;

/** Looks operators up. */
public final class Operators {
    static final String COLUMNS = """
            o.tenant_id, o.id, o.login, o.name, o.role, o.read_only, o.all_locations, o.state,
            array(select l.location_id from operator_location l where l.tenant_id = o.tenant_id and l.operator_id = o.id) as locations""";

    /** The operator with this identifier. */
    public Optional<Operator> find(Tx tx, UUID tenant, UUID id) {
        return tx.fetchOptional("select " + COLUMNS + " from operator o where o.tenant_id = ? and o.id = ?", tenant, id)
                .map(Operators::read);
    }

    /** The operator with this name at the door, in any case. */
    public Optional<Operator> findByLogin(Tx tx, UUID tenant, String login) {
        return tx.fetchOptional("select " + COLUMNS + " from operator o where o.tenant_id = ? and o.login = ?", tenant,
                lower(login))
                .map(Operators::read);
    }

    /** The tenants that know this name at the door. */
    List<UUID> tenantsOf(Tx tx, String login) {
        return tx.fetch("select tenant_id from operator where login = ? limit 2", lower(login)).getValues("tenant_id",
                UUID.class);
    }

    static String lower(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }

    static Operator read(Record row) {
        return new Operator(row.get("tenant_id", UUID.class), row.get("id", UUID.class), row.get("login", String.class),
                row.get("name", String.class), Role.valueOf(row.get("role", String.class).toUpperCase(Locale.ROOT)),
                row.get("read_only", Boolean.class), row.get("all_locations", Boolean.class),
                Set.of(row.get("locations", UUID[].class)),
                row.get("state", String.class).equals("active"));
    }
}
