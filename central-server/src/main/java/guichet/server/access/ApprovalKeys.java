package guichet.server.access;

import guichet.server.database.Tx;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The keys with which operators approve at desks. */
public final class ApprovalKeys {
    /**
     * The operator's keys at this desk, the newest first. An approval made before a newer sign-in is still checked with the key
     * of its time.
     */
    public List<PublicKey> find(Tx tx, UUID tenant, UUID operator, UUID desk) {
        return tx.fetch(
                "select public_key from approval_key where tenant_id = ? and operator_id = ? and desk_id = ? order by since desc",
                tenant,
                operator, desk)
                .map(row -> key(row.get("public_key", byte[].class)));
    }

    /** Adds a key; true if it was not known. */
    boolean add(Tx tx, UUID tenant, UUID operator, UUID desk, PublicKey key, Instant since) {
        return tx.execute("""
                insert into approval_key (tenant_id, operator_id, desk_id, public_key, since) values (?, ?, ?, ?, ?)
                on conflict do nothing""", tenant, operator, desk, key.getEncoded(), since) > 0;
    }

    private static PublicKey key(byte[] x509) {
        try {
            return Ed25519.publicKey(x509);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An approval key was stored damaged", e);
        }
    }
}
