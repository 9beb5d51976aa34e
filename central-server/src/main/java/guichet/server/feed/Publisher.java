package guichet.server.feed;

import guichet.server.database.Database;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers committed changes, whole transactions only. A position is given after the commit, so no reader that has passed a
 * position can ever meet a smaller one: nothing is skipped, also under concurrent writers. One publishes at a time, held by an
 * advisory lock also across servers.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int TRANSACTIONS = 500;
    private static final long OTHER_SERVERS_MS = 200;

    private final Database database;
    private final Semaphore wake = new Semaphore(0);
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    public Publisher(Database database) {
        this.database = database;
        this.thread = Thread.ofPlatform().name("feed-publisher").daemon().unstarted(this::run);
    }

    public Publisher start() {
        thread.start();
        return this;
    }

    /** Something was committed here: publish now instead of at the next look. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Calls the listener with the newest position after each publication, on the publisher's thread. */
    public AutoCloseable listen(LongConsumer listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Publishes everything that is committed now; the newest position, or empty when there was nothing. */
    public long publish() {
        long newest = 0;
        long published;
        do {
            published = database.inTransaction(tx -> {
                tx.execute("select pg_advisory_xact_lock(77)");
                return tx.fetchSingle("""
                        with t as (select txn, min(seq) as first from feed_outbox group by txn order by first limit ?),
                             d as (delete from feed_outbox o using t where o.txn = t.txn
                                   returning o.seq, t.first, o.txn, o.tenant_id, o.scope, o.tbl, o.key, o.version, o.body),
                             n as (insert into feed (position, txn, tenant_id, scope, tbl, key, version, body)
                                   select nextval('feed_position'), txn, tenant_id, scope, tbl, key, version, body
                                   from (select * from d order by first, seq) s
                                   returning position)
                        select coalesce(max(position), 0) from n""", TRANSACTIONS).get(0, Long.class);
            });
            newest = Math.max(newest, published);
        } while (published > 0);
        return newest;
    }

    private void run() {
        while (!closed) {
            try {
                boolean woken = wake.tryAcquire(OTHER_SERVERS_MS, TimeUnit.MILLISECONDS);
                if (closed) {
                    return;
                }
                if (!woken && !database
                        .reading(tx -> tx.fetchSingle("select exists (select from feed_outbox)").get(0, Boolean.class))) {
                    continue;
                }
                long newest = publish();
                if (newest > 0) {
                    listeners.forEach(listener -> listener.accept(newest));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("The feed could not be published; it is tried again", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        wake.release();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
