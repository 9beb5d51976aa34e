package guichet.sync.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * Brings a store up to date: the desk's own tables by numbered migrations, the tables that the feed fills by their descriptors.
 */
final class Schema {
    /** The highest migration under {@code guichet/sync/store}. */
    static final int LATEST = 1;

    private Schema() {
    }

    static void bringUpToDate(Connection writer, Path file, Properties settings) throws SQLException {
        int version = version(writer);
        if (version > LATEST) {
            throw new StoreFault(StoreFault.Code.TOO_NEW, "the store " + file + " was written by a newer program", null);
        }
        if (version < LATEST) {
            // Only then: Flyway needs most of a second in a fresh process, which would be paid at every start.
            Map<String, String> properties = settings.stringPropertyNames().stream()
                    .collect(Collectors.toMap(name -> name, settings::getProperty));
            Flyway.configure(Schema.class.getClassLoader()).dataSource(Sqlite.url(file), null, null).jdbcProperties(properties)
                    .locations("classpath:guichet/sync/store").load().migrate();
            run(writer, "PRAGMA user_version = " + LATEST);
        }
        for (FeedTable table : FeedTable.ALL) {
            reshape(writer, table);
        }
    }

    /** What the feed fills can be fetched again: a table whose descriptor changed is made anew and loaded by a snapshot. */
    private static void reshape(Connection writer, FeedTable table) throws SQLException {
        try (PreparedStatement select = writer.prepareStatement("SELECT shape FROM feed_table WHERE name = ?")) {
            select.setString(1, table.name());
            try (ResultSet rows = select.executeQuery()) {
                if (rows.next() && rows.getString(1).equals(table.shape())) {
                    return;
                }
            }
        }
        writer.setAutoCommit(false);
        if (table.isGenerated()) {
            run(writer, "DROP TABLE IF EXISTS " + table.quoted());
            for (String statement : table.create()) {
                run(writer, statement);
            }
        }
        try (PreparedStatement keep = writer.prepareStatement("""
                INSERT INTO feed_table (name, shape) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET shape = excluded.shape, after_key = NULL, done = 0""")) {
            keep.setString(1, table.name());
            keep.setString(2, table.shape());
            keep.executeUpdate();
        }
        run(writer, "UPDATE cursor SET loading = 1");
        writer.commit();
        writer.setAutoCommit(true);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
