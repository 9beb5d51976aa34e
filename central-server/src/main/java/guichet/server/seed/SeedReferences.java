package guichet.server.seed;

import guichet.server.database.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/** Finds what the file names by its own ids: imported a moment ago, or earlier. */
final class SeedReferences {
    /** A location and its currency. */
    record Place(UUID id, String currency) {
    }

    private final Tx tx;

    SeedReferences(Tx tx) {
        this.tx = tx;
    }

    /** The licencee that {@code name} stands for; it may be left out where there is only one. */
    UUID licencee(String path, Optional<String> name) {
        if (name.isPresent()) {
            return tx.fetchOptional("select tenant_id from licencee where seed_id = ?", name.get())
                    .map(row -> row.get("tenant_id", UUID.class))
                    .orElseThrow(() -> new SeedException(path + ".licencee", "there is no licencee with this id"));
        }
        List<UUID> all = tx.fetch("select tenant_id from licencee limit 2").getValues("tenant_id", UUID.class);
        if (all.size() != 1) {
            throw new SeedException(path + ".licencee", "this must name a licencee, since there is not exactly one");
        }
        return all.getFirst();
    }

    Place location(UUID tenant, String path, String name) {
        return tx.fetchOptional("select id, currency from location where tenant_id = ? and seed_id = ?", tenant, name)
                .map(SeedReferences::place)
                .orElseThrow(() -> new SeedException(path, "the licencee has no location with this id"));
    }

    List<UUID> locations(UUID tenant, String path, List<String> names) {
        List<UUID> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            UUID id = location(tenant, path + "[" + i + "]", names.get(i)).id();
            if (found.contains(id)) {
                throw new SeedException(path + "[" + i + "]", "this location stands here twice");
            }
            found.add(id);
        }
        return found;
    }

    /** The currency of all the licencee's locations, if they have the same. */
    Optional<String> onlyCurrency(UUID tenant) {
        List<String> all = tx.fetch("select distinct currency from location where tenant_id = ? limit 2", tenant)
                .getValues("currency", String.class);
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static Place place(Record row) {
        return new Place(row.get("id", UUID.class), row.get("currency", String.class));
    }
}
