package guichet.server;

import guichet.server.database.Database;
import guichet.server.database.DatabaseAddress;
import guichet.server.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real PostgreSQL for all tests of a run; each class gets a database of its own. */
public final class TestPostgres implements AutoCloseable {
    private final Path home;
    private final EmbeddedPostgres postgres;
    private final AtomicInteger count = new AtomicInteger();

    private TestPostgres() {
        try {
            home = Files.createTempDirectory("guichet-postgres");
            postgres = EmbeddedPostgres.start(home);
            create("migrated");
            // copied for each class: migrating is the slow part
            Database.open(address("migrated"), 2).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of this test run; it is stopped with the last test. */
    public static TestPostgres of(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(TestPostgres.class,
                _ -> new TestPostgres(), TestPostgres.class);
    }

    /** A new database with the schema and no rows. */
    public DatabaseAddress newDatabase() {
        String name = "test_" + count.incrementAndGet();
        create(name + " template migrated");
        return address(name);
    }

    private void create(String what) {
        try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + what);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DatabaseAddress address(String name) {
        DatabaseAddress own = postgres.address();
        return new DatabaseAddress(own.url().replaceAll("/[^/]+$", "/" + name), own.user(), own.password());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
