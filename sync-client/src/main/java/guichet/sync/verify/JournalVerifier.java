package guichet.sync.verify;

import guichet.protocol.chain.Bytes;
import guichet.sync.store.Sqlite;
import guichet.sync.store.StoreFault;
import guichet.sync.store.StoreKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Proves a store's journal without changing the file; also while a desk has it open. */
public final class JournalVerifier {

    private JournalVerifier() {
    }

    /**
     * @param file        a store
     * @param key         its key, empty when the store is not encrypted
     * @param fingerprint of the server's key, to compare with the one in the store
     * @param head        hash of an entry that must be in the journal, such as one printed on a slip
     * @throws StoreFault when the file cannot be read at all: it is missing, or the key is not its own
     */
    public static Report verify(Path file, Optional<StoreKey> key, Optional<String> fingerprint, Optional<Bytes> head) {
        Check check = new Check(head);
        try (Connection connection = Sqlite.openReadOnly(file, key)) {
            connection.setAutoCommit(false);
            integrity(connection, check);
            Evidence.read(connection, check, fingerprint);
            connection.rollback();
        } catch (SQLException e) {
            check.damaged("the file is damaged: " + e.getMessage());
        } catch (StoreFault e) {
            if (e.code() != StoreFault.Code.DAMAGED) {
                throw e;
            }
            check.damaged("the file is damaged");
        }
        return check.report();
    }

    private static void integrity(Connection connection, Check check) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check(10)")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    check.damaged("SQLite finds: " + rows.getString(1));
                }
            }
        }
    }
}
