package guichet.server.audit;

import guichet.server.database.Tx;
import guichet.server.identity.Ids;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what happened into a table that cannot be changed (a trigger refuses it). A row is written in the transaction of what
 * it tells; names, numbers and codes of people never stand in it, only identifiers.
 */
public final class Audit {
    private final Ids ids;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param clock tells when it happened */
    public Audit(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds a row.
     *
     * @param actor who did it, such as {@code operator:<id>}, {@code desk:<id>} or {@code server}
     * @param action what was done, such as {@code SIGN_IN}
     * @param subject to whom or what, an identifier
     * @param detail further identifiers and codes; never personal data
     */
    public void record(Tx tx, UUID tenant, String actor, String action, String subject, Map<String, ?> detail) {
        tx.execute(
                "insert into audit (tenant_id, id, at, actor, action, subject, detail) values (?, ?, ?, ?, ?, ?, cast(? as jsonb))",
                tenant, ids.next(), clock.instant(), actor, action, subject, json.writeValueAsString(detail));
    }
}
