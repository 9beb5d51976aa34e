package guichet.sync.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import guichet.protocol.chain.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A desk's store: an encrypted SQLite file in WAL mode with {@code synchronous=FULL}. One process has it open (file lock), one
 * thread writes at a time, any number read. All faults are {@link StoreFault}.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int READERS = 4;

    private final Path file;
    private final FileChannel lock;
    private final Connection writer;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final HikariDataSource readers;
    private final ReentrantLock writing = new ReentrantLock(true);
    private @Nullable Transaction open;
    private volatile boolean closed;

    private Store(Path file, FileChannel lock, Connection writer, HikariDataSource readers) {
        this.file = file;
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
    }

    /** Opens the store, and makes it and its key when there is neither. Brings an older one up to date. */
    public static Store open(Path file, StoreKey key) {
        FileChannel lock = lock(file);
        Connection writer = null;
        try {
            boolean there = Files.exists(file);
            Bytes secret = there || key.exists() ? key.read() : key.create();
            Properties settings = Sqlite.settings(secret);
            writer = DriverManager.getConnection(Sqlite.url(file), settings);
            Schema.bringUpToDate(writer, file, settings);
            writer.setAutoCommit(false);
            LOG.info("store {} open; its key is kept in {}", file, key.protection());
            return new Store(file, lock, writer, readers(file, secret));
        } catch (SQLException e) {
            release(lock, writer);
            throw Sqlite.fault(e);
        } catch (RuntimeException e) {
            release(lock, writer);
            throw e;
        }
    }

    /**
     * Does work in one transaction. When this returns, the work is on disk (G1); when it throws, nothing of it is. Nested calls
     * join the outer transaction.
     */
    public <T extends @Nullable Object> T write(Work<T> work) {
        writing.lock();
        try {
            Transaction outer = open;
            if (outer != null) {
                return work.in(outer);
            }
            if (closed) {
                throw new StoreFault(StoreFault.Code.FAILED, "the store is closed", null);
            }
            return begin(work);
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        } finally {
            writing.unlock();
        }
    }

    /** Does a step in one transaction, as {@link #write} does. */
    public void run(Step step) {
        write(transaction -> {
            step.in(transaction);
            return true;
        });
    }

    private <T extends @Nullable Object> T begin(Work<T> work) throws SQLException {
        Transaction transaction = new Transaction(writer, statements);
        open = transaction;
        boolean done = false;
        try {
            T result = work.in(transaction);
            writer.commit();
            done = true;
            transaction.actions().forEach(Runnable::run);
            return result;
        } finally {
            open = null;
            try {
                if (!done) {
                    rollBack();
                }
            } finally {
                transaction.end();
            }
        }
    }

    private void rollBack() throws SQLException {
        // The driver gives up a statement that failed.
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        try {
            writer.rollback();
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full; the driver has to learn it.
            LOG.debug("already rolled back: {}", e.getMessage());
            try {
                writer.setAutoCommit(true);
            } catch (SQLException again) {
                LOG.debug("as expected: {}", again.getMessage());
            }
            writer.setAutoCommit(false);
        }
    }

    /** Reads one consistent snapshot; never waits for a writer. Writing through the connection fails. */
    public <T extends @Nullable Object> T read(Query<T> query) {
        try (Connection connection = readers.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return query.on(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /**
     * Keeps every other writer out while an action runs: for judging against a view and appending what was judged as one step.
     * The action may call {@link #read} and {@link #write}.
     */
    public <T extends @Nullable Object> T exclusively(Supplier<T> action) {
        writing.lock();
        try {
            return action.get();
        } finally {
            writing.unlock();
        }
    }

    /** A small value kept by name, such as a chosen printer. */
    public Optional<String> setting(String name) {
        return read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT value FROM setting WHERE name = ?")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Keeps a small value by name; null forgets it. */
    public void setting(String name, @Nullable String value) {
        run(transaction -> {
            String sql = value == null
                    ? "DELETE FROM setting WHERE name = ?1"
                    : "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            PreparedStatement statement = transaction.prepare(sql);
            statement.setString(1, name);
            if (value != null) {
                statement.setString(2, value);
            }
            statement.executeUpdate();
        });
    }

    public Path file() {
        return file;
    }

    /** Waits for the writer, empties the WAL into the file and lets go of the lock. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            readers.close();
            try (Statement statement = writer.createStatement()) {
                writer.setAutoCommit(true);
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } catch (SQLException e) {
                // The WAL stays beside the file and is read at the next start: nothing is lost.
                LOG.warn("could not empty the WAL of {}: {}", file, e.getMessage());
            }
            release(lock, writer);
        } finally {
            writing.unlock();
        }
    }

    private static HikariDataSource readers(Path file, Bytes secret) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setJdbcUrl(Sqlite.url(file));
        Sqlite.settings(secret).forEach((name, value) -> config.addDataSourceProperty((String) name, value));
        config.setConnectionInitSql("PRAGMA query_only = ON");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static FileChannel lock(Path file) {
        Path beside = Path.of(file + ".lock");
        FileChannel channel = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this process has {} open already ({})", file, e.getMessage());
        } catch (IOException e) {
            release(channel, null);
            throw new StoreFault(StoreFault.Code.FAILED, "cannot lock " + beside, e);
        }
        release(channel, null);
        throw new StoreFault(StoreFault.Code.IN_USE, "another program has the store " + file + " open", null);
    }

    private static void release(@Nullable FileChannel lock, @Nullable Connection writer) {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (SQLException e) {
            LOG.warn("could not close the store: {}", e.getMessage());
        }
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warn("could not let go of the store's lock: {}", e.getMessage());
        }
    }
}
