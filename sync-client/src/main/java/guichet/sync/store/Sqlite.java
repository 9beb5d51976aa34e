package guichet.sync.store;

import guichet.protocol.chain.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** How the file is opened, and what its errors mean. docs/decisions/0002-store-encryption.md says why so. */
public final class Sqlite {

    private Sqlite() {
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    /** What every connection of a desk is set to. */
    static Properties settings(@Nullable Bytes key) {
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        settings.setProperty("foreign_keys", "true");
        settings.setProperty("busy_timeout", "10000");
        // Temporary tables never touch the disk: they would be plain text there.
        settings.setProperty("temp_store", "MEMORY");
        settings.setProperty("cache_size", "-16384");
        unlock(settings, key);
        return settings;
    }

    /** A connection that cannot write, to a file that may be in use or lie where nothing may be written. */
    public static Connection openReadOnly(Path file, Optional<StoreKey> key) {
        if (!Files.isReadable(file)) {
            throw new StoreFault(StoreFault.Code.FAILED, "cannot read " + file, null);
        }
        Properties settings = new Properties();
        settings.setProperty("open_mode", "1");
        settings.setProperty("busy_timeout", "10000");
        settings.setProperty("temp_store", "MEMORY");
        unlock(settings, key.map(StoreKey::read).orElse(null));
        try {
            return tested(DriverManager.getConnection(url(file), settings));
        } catch (SQLException e) {
            boolean alone = !Files.exists(Path.of(file + "-wal"));
            if (alone && e instanceof SQLiteException sqlite && primary(sqlite) == SQLiteErrorCode.SQLITE_CANTOPEN) {
                try {
                    // Read-only media: SQLite cannot make its shared memory beside the file, and nobody else can write to it.
                    return tested(DriverManager.getConnection("jdbc:sqlite:file:" + file.toAbsolutePath() + "?immutable=1",
                            settings));
                } catch (SQLException again) {
                    throw fault(again);
                }
            }
            throw fault(e);
        }
    }

    private static Connection tested(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            rows.next();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What an error of SQLite means. */
    public static StoreFault fault(SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            switch (primary(sqlite)) {
                case SQLITE_FULL -> {
                    return new StoreFault(StoreFault.Code.DISK_FULL, "the disk is full; nothing was written", e);
                }
                case SQLITE_NOTADB -> {
                    return new StoreFault(StoreFault.Code.WRONG_KEY,
                            "the key is not this store's, or the file is not a store", e);
                }
                case SQLITE_CORRUPT -> {
                    return new StoreFault(StoreFault.Code.DAMAGED, "the store is damaged", e);
                }
                default -> {
                    // told below
                }
            }
        }
        return new StoreFault(StoreFault.Code.FAILED, "the store cannot be used: " + e.getMessage(), e);
    }

    private static void unlock(Properties settings, @Nullable Bytes key) {
        if (key != null) {
            settings.setProperty("cipher", "sqlcipher");
            settings.setProperty("legacy", "4");
            settings.setProperty("key", "x'" + key.hex() + "'");
        }
    }

    /** The result without what SQLite adds in its upper bits. */
    private static SQLiteErrorCode primary(SQLiteException e) {
        return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xFF);
    }
}
