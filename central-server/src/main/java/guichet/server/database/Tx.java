package guichet.server.database;

import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * One transaction at READ COMMITTED, valid only inside {@link Database#inTransaction}; it belongs to the thread that runs it.
 */
public final class Tx {
    private final Connection connection;
    private final DSLContext sql;
    private final List<Runnable> afterCommit;

    Tx(Connection connection, DSLContext sql, List<Runnable> afterCommit) {
        this.connection = connection;
        this.sql = sql;
        this.afterCommit = afterCommit;
    }

    /** The rows of a query: {@code tx.fetch("select … where id = ?", id)}. Values are bound, an {@link Instant} as timestamptz. */
    public Result<Record> fetch(String query, @Nullable Object... values) {
        return sql.fetch(query, bound(values));
    }

    /** The row of a query of at most one row. */
    public Optional<Record> fetchOptional(String query, @Nullable Object... values) {
        return sql.fetchOptional(query, bound(values));
    }

    /** The row of a query of exactly one row. */
    public Record fetchSingle(String query, @Nullable Object... values) {
        return sql.fetchSingle(query, bound(values));
    }

    /** Executes a statement and says how many rows it touched. A bound null needs a cast: {@code cast(? as uuid)}. */
    public int execute(String statement, @Nullable Object... values) {
        return sql.execute(statement, bound(values));
    }

    /** jOOQ has no type of its own for an instant in plain SQL. */
    private static @Nullable Object[] bound(@Nullable Object[] values) {
        @Nullable
        Object[] bound = values.clone();
        for (int i = 0; i < bound.length; i++) {
            if (bound[i] instanceof Instant instant) {
                bound[i] = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            }
        }
        return bound;
    }

    /** jOOQ itself, for queries that are put together and for batches. */
    public DSLContext sql() {
        return sql;
    }

    /** The JDBC connection of this transaction, for batches and COPY; it must not be committed or closed. */
    public Connection connection() {
        return connection;
    }

    /**
     * Runs {@code hook} on this thread after the commit, in the order given and never after a rollback. What it throws is logged:
     * the commit stands.
     */
    public void afterCommit(Runnable hook) {
        afterCommit.add(hook);
    }
}
