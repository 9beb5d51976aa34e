package guichet.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool of connections to the migrated database, and the only way to a transaction. */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** deadlock_detected, serialization_failure, lock_not_available */
    private static final Set<String> PASSING = Set.of("40P01", "40001", "55P03");

    /** A batch may take some thousand advisory locks. */
    private static final int LOCKS_NEEDED = 256;

    private final HikariDataSource pool;
    private final Settings settings = new Settings().withExecuteLogging(false);

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects and brings the schema to this build's version.
     *
     * @param size connections at most
     * @throws DatabaseException if there is no connection or a migration fails
     */
    public static Database open(DatabaseAddress address, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.url());
        address.user().ifPresent(config::setUsername);
        address.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(5_000);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("ApplicationName", "guichet");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // jOOQ binds times as text; so bound, the column says what they are
        config.addDataSourceProperty("stringtype", "unspecified");
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new DatabaseException("DATABASE_UNREACHABLE", "No connection to " + address + ": " + e.getMessage(), e);
        }
        try {
            Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
            Database database = new Database(pool);
            int locks = Integer.parseInt(database
                    .reading(tx -> tx.fetchSingle("show max_locks_per_transaction").get(0, String.class)));
            lockAdvice(locks).ifPresent(LOG::warn);
            return database;
        } catch (RuntimeException e) {
            pool.close();
            throw new DatabaseException("DATABASE_MIGRATION_FAILED",
                    "The schema could not be brought up to date: " + e.getMessage(), e);
        }
    }

    /** What the person who runs the server should know of the size of PostgreSQL's table of locks; empty when it is large enough. */
    static Optional<String> lockAdvice(int locksPerTransaction) {
        return locksPerTransaction >= LOCKS_NEEDED
                ? Optional.empty()
                : Optional.of("PostgreSQL has max_locks_per_transaction = " + locksPerTransaction + ". Set it to " + LOCKS_NEEDED
                        + " or more and restart PostgreSQL: large batches of many desks at once can fail for want of locks.");
    }

    /** Work that needs a transaction and gives a result. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work; whatever it throws rolls the transaction back. */
        T in(Tx tx);
    }

    /** Work that needs a transaction and gives none. */
    @FunctionalInterface
    public interface Task {
        /** Does the work; whatever it throws rolls the transaction back. */
        void in(Tx tx);
    }

    /**
     * Runs {@code work} in one transaction at READ COMMITTED: committed when it returns, rolled back when it throws. Hooks given
     * to {@link Tx#afterCommit} run after the commit, when the connection is back in the pool. Nothing is tried again here.
     */
    public <T> T inTransaction(Work<T> work) {
        List<Runnable> hooks = new ArrayList<>();
        T result = run(work, hooks, false);
        for (Runnable hook : hooks) {
            try {
                hook.run();
            } catch (RuntimeException e) {
                LOG.error("A step after the commit failed; the commit stands", e);
            }
        }
        return result;
    }

    /** As {@link #inTransaction}, without a result. */
    public void useTransaction(Task task) {
        inTransaction(tx -> {
            task.in(tx);
            return Boolean.TRUE;
        });
    }

    /** Runs {@code work} in a read-only transaction. */
    public <T> T reading(Work<T> work) {
        return run(work, new ArrayList<>(), true);
    }

    private <T> T run(Work<T> work, List<Runnable> hooks, boolean readOnly) {
        try (Connection connection = pool.getConnection()) {
            connection.setReadOnly(readOnly);
            DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES, settings);
            try {
                T result = work.in(new Tx(connection, sql, hooks));
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("DATABASE_UNREACHABLE", "The database does not answer: " + e.getMessage(), e);
        }
    }

    /** True for a fault that passes when the transaction is tried again: a deadlock or a failed serialisation. */
    public static boolean isPassing(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && PASSING.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void rollback(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** True if the database answers now. */
    public boolean answers() {
        try {
            return reading(tx -> tx.fetchOptional("select 1").isPresent());
        } catch (RuntimeException e) {
            LOG.warn("The database does not answer: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
