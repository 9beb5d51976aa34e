package guichet.server.database;

import java.sql.Connection;
import java.util.List;
import org.jooq.DSLContext;

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

    /** Plain SQL with bound values: {@code tx.sql().fetch("select … where id = ?", id)}. */
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
