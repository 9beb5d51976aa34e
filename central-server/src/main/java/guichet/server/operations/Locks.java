package guichet.server.operations;

import guichet.domain.identity.OperationId;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Policy;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.server.database.Tx;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Locks the keys of a batch until the end of its transaction, whether or not rows exist under them, so that unique keys such as
 * a serial or an alias are held too. Keys fall into 4,096 buckets, locked in one global order: two batches never wait for each
 * other in a circle, and a batch of any size takes a bounded number of locks.
 */
final class Locks {
    private static final int BUCKETS = 4_096;
    private static final int SPACE = 88;
    /** Rows that no operation changes: reading them needs no lock. */
    private static final Set<Table<?>> REFERENCE = Set.of(Location.TABLE, Desk.TABLE, Operator.TABLE, Policy.TABLE);

    private final TreeSet<Integer> held = new TreeSet<>();

    /** The buckets of these keys. */
    static SortedSet<Integer> buckets(UUID tenant, Collection<Key<?>> keys, Collection<OperationId> operations) {
        TreeSet<Integer> buckets = new TreeSet<>();
        for (Key<?> key : keys) {
            if (!REFERENCE.contains(key.table())) {
                buckets.add(bucket(tenant + "/" + key));
            }
        }
        operations.forEach(operation -> buckets.add(bucket(tenant + "/operation/" + operation)));
        return buckets;
    }

    /** Locks more; false when that would break the order, so that the transaction has to begin again with all of them. */
    boolean take(Tx tx, SortedSet<Integer> wanted) {
        TreeSet<Integer> more = new TreeSet<>(wanted);
        more.removeAll(held);
        if (more.isEmpty()) {
            return true;
        }
        if (!held.isEmpty() && more.first() < held.last()) {
            return false;
        }
        tx.execute("select pg_advisory_xact_lock(?, bucket) from unnest(?::int[]) as bucket", SPACE,
                more.toArray(Integer[]::new));
        held.addAll(more);
        return true;
    }

    private static int bucket(String name) {
        return Math.floorMod(name.hashCode() * 0x9E3779B9, BUCKETS);
    }
}
