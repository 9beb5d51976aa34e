package guichet.server.access;

import guichet.server.audit.Audit;
import guichet.server.database.Tx;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/** Looks desks up, and changes what a desk is. */
public final class Desks {
    private static final String SELECT = "select tenant_id, id, location_id, name, kind, public_key, incarnation, state from desk ";

    private final Tokens tokens;
    private final Audit audit;

    /** @param tokens sessions that end when a desk changes */
    public Desks(Tokens tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    /** The desk with this identifier. */
    public Optional<Desk> find(Tx tx, UUID tenant, UUID id) {
        return tx.fetchOptional(SELECT + "where tenant_id = ? and id = ?", tenant, id).map(Desks::read);
    }

    /** As {@link #find}, and nobody else changes the desk until this transaction ends. */
    public Optional<Desk> lock(Tx tx, UUID tenant, UUID id) {
        return tx.fetchOptional(SELECT + "where tenant_id = ? and id = ? for update", tenant, id).map(Desks::read);
    }

    /** The desk with this identifier, for a desk that has no session yet and so names no tenant. */
    Optional<Desk> find(Tx tx, UUID id) {
        return tx.fetchOptional(SELECT + "where id = ?", id).map(Desks::read);
    }

    /** Whether this chain of the desk was closed because it forked. */
    public boolean isForked(Tx tx, UUID tenant, UUID desk, UUID incarnation) {
        return tx.fetchOptional("select 1 from chain where tenant_id = ? and desk_id = ? and incarnation = ?"
                + " and forked_at is not null", tenant, desk, incarnation).isPresent();
    }

    /** Whether the desk ever sent anything in this incarnation. */
    boolean hasChain(Tx tx, UUID tenant, UUID desk, UUID incarnation) {
        return tx.fetchOptional("select 1 from chain where tenant_id = ? and desk_id = ? and incarnation = ?", tenant, desk,
                incarnation).isPresent();
    }

    /**
     * Gives the desk a new chain, after a fork was found: its sessions end, and from now on only the new incarnation gets one.
     *
     * @param actor for the audit
     */
    public void changeIncarnation(Tx tx, UUID tenant, UUID desk, UUID incarnation, String actor) {
        tx.execute("update desk set incarnation = ? where tenant_id = ? and id = ?", incarnation, tenant, desk);
        tokens.revokeDesk(tx, tenant, desk);
        audit.record(tx, tenant, actor, "DESK_INCARNATION", desk.toString(), Map.of("incarnation", incarnation.toString()));
    }

    /**
     * Changes whether the desk may come in.
     *
     * @param state active, suspended or lost
     * @param actor for the audit
     */
    public void changeState(Tx tx, UUID tenant, UUID desk, String state, String actor) {
        tx.execute("update desk set state = ? where tenant_id = ? and id = ?", state, tenant, desk);
        tokens.revokeDesk(tx, tenant, desk);
        audit.record(tx, tenant, actor, "DESK_STATE", desk.toString(), Map.of("state", state));
    }

    private static Desk read(Record row) {
        try {
            return new Desk(row.get("tenant_id", UUID.class), row.get("id", UUID.class), row.get("location_id", UUID.class),
                    row.get("name", String.class), row.get("kind", String.class),
                    Ed25519.publicKey(row.get("public_key", byte[].class)),
                    row.get("incarnation", UUID.class), row.get("state", String.class).equals("active"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A desk's key was stored damaged", e);
        }
    }
}
