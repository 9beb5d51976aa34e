package guichet.sync.journal;

import guichet.sync.store.Sqlite;
import guichet.sync.store.StoreFault;
import guichet.sync.store.StoreKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a store's journal without changing the file; also while a desk has it open. */
public final class JournalReader {

    private JournalReader() {
    }

    /**
     * Hands on each entry in the order of writing.
     *
     * @param key empty when the store is not encrypted
     * @throws StoreFault when the file cannot be read
     */
    public static void each(Path file, Optional<StoreKey> key, Consumer<JournalEntry> action) {
        try (Connection connection = Sqlite.openReadOnly(file, key)) {
            connection.setAutoCommit(false);
            Entries.each(connection, Entries.ALL, action);
            connection.rollback();
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }
}
