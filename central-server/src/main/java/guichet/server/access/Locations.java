package guichet.server.access;

import guichet.server.database.Tx;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/** Looks locations up. */
public final class Locations {
    private static final String SELECT = """
            select l.tenant_id, t.name as licencee_name, l.id, l.name, l.zone, l.gaming_day_start_hour, l.currency
            from location l join licencee t on t.tenant_id = l.tenant_id
            """;

    /** The location with this identifier. */
    public Optional<Location> find(Tx tx, UUID tenant, UUID id) {
        return tx.fetchOptional(SELECT + "where l.tenant_id = ? and l.id = ?", tenant, id).map(Locations::read);
    }

    /** All locations of all licencees, by name: for the person who runs the server. */
    public List<Location> all(Tx tx) {
        return tx.fetch(SELECT + "order by t.name, l.name, l.id").map(Locations::read);
    }

    private static Location read(Record row) {
        return new Location(row.get("tenant_id", UUID.class), row.get("licencee_name", String.class), row.get("id", UUID.class),
                row.get("name", String.class), ZoneId.of(row.get("zone", String.class)),
                row.get("gaming_day_start_hour", Integer.class),
                row.get("currency", String.class));
    }
}
