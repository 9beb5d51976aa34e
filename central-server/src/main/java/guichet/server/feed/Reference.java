package guichet.server.feed;

import guichet.server.book.Book;
import guichet.server.book.Scope;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Change;
import guichet.server.database.Tx;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/** Tells desks of locations, desks and operators, which the access side keeps; and holds each licencee's alias key. */
public final class Reference {
    private final Outbox outbox;
    private final SecureRandom random = new SecureRandom();

    public Reference(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A row of the access side was made or changed in this transaction. */
    public void changed(Tx tx, UUID tenant, Table<?> table, UUID id) {
        Key<?> key = table.key(id.toString());
        Book.Stored row = Book.read(tx, tenant, table, List.of(key.id())).get(key.id());
        if (row == null) {
            throw new IllegalStateException("no " + key);
        }
        outbox.write(tx, tenant, List.of(new Outbox.Row(Scope.LICENCEE, new Change(key, row.version(), row.columns()))));
    }

    /** The key under which the licencee's personal aliases are digested, made at its first use. */
    public Bytes aliasKey(Tx tx, UUID tenant) {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        tx.execute("insert into book.alias_key (tenant_id, key) values (?, ?) on conflict do nothing", tenant, fresh);
        return Bytes.of(tx.fetchSingle("select key from book.alias_key where tenant_id = ?", tenant).get("key", byte[].class));
    }
}
