package guichet.server.book;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.protocol.desk.FeedTables;
import guichet.server.FreshDatabase;
import guichet.server.database.Database;
import guichet.server.database.DatabaseAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FreshDatabase.class)
class BookTest {
    private final Database database;

    BookTest(DatabaseAddress address) {
        database = Database.open(address, 2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSchemaHasTheColumnsThatTheRulesAndTheFeedDescribe() {
        for (Table<?> table : FeedTables.SNAPSHOT) {
            Map<String, String> described = new LinkedHashMap<>();
            described.put("tenant_id", "uuid");
            described.put("id", "text");
            described.put("version", "bigint");
            table.columns().forEach(column -> described.put(column.name(), type(column)));
            Map<String, String> found = database.reading(tx -> tx
                    .fetch("select column_name, data_type from information_schema.columns where table_schema = 'book'"
                            + " and table_name = ?", table.name())
                    .stream().collect(Collectors.toMap(row -> row.get(0, String.class), row -> row.get(1, String.class))));
            assertThat(found).as(table.name()).isEqualTo(described);
        }
    }

    private static String type(Column<?> column) {
        return switch (column.type()) {
            case TEXT -> "text";
            case NUMBER -> "bigint";
            case FLAG -> "boolean";
            case INSTANT -> "timestamp with time zone";
            case DATE -> "date";
        };
    }

    @Test
    void rowsAreReadBackAsWrittenAndNewerOnesReplaceThem() {
        UUID tenant = UUID.randomUUID();
        List<String> views = List.of("location", "desk", "operator");
        for (Table<?> table : FeedTables.SNAPSHOT.stream().filter(table -> !views.contains(table.name())).toList()) {
            Columns full = row(table, true);
            Columns empty = row(table, false);
            database.useTransaction(tx -> Book.write(tx, tenant, table,
                    Map.of("a", new Book.Stored(full, 1), "b", new Book.Stored(empty, 2), "c", new Book.Stored(full, 3))));
            database.useTransaction(tx -> {
                Book.write(tx, tenant, table, Map.of("a", new Book.Stored(empty, 4), "b", new Book.Stored(full, 5)));
                Book.remove(tx, tenant, table, List.of("c"));
            });
            Map<String, Book.Stored> rows = database.reading(tx -> Book.read(tx, tenant, table, List.of("a", "b", "c", "d")));
            assertThat(rows).as(table.name())
                    .isEqualTo(Map.of("a", new Book.Stored(empty, 4), "b", new Book.Stored(full, 5)));
            Map<String, Book.Stored> elsewhere = database.reading(tx -> Book.read(tx, UUID.randomUUID(), table, List.of("a")));
            assertThat(elsewhere).isEmpty();
        }
    }

    private static Columns row(Table<?> table, boolean full) {
        Map<Column<?>, @Nullable Object> values = new LinkedHashMap<>();
        for (Column<?> column : table.columns()) {
            values.put(column, full ? value(column) : null);
        }
        return Columns.of(values);
    }

    private static Object value(Column<?> column) {
        return switch (column.type()) {
            case TEXT -> "text of " + column.name() + " ٣ é";
            case NUMBER -> Long.MIN_VALUE;
            case FLAG -> true;
            case INSTANT -> Instant.parse("2026-03-29T00:59:59.123456Z");
            case DATE -> LocalDate.parse("2028-02-29");
        };
    }

    @Test
    void versionsOfARowGrowAlsoWhenManyTakeThemAtOnce() throws Exception {
        java.util.concurrent.atomic.AtomicLong last = new java.util.concurrent.atomic.AtomicLong();
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            List<java.util.concurrent.Future<Boolean>> done = new java.util.ArrayList<>();
            for (int i = 0; i < 2; i++) {
                done.add(threads.submit(() -> {
                    boolean grew = true;
                    for (int n = 0; n < 50; n++) {
                        grew &= database.inTransaction(tx -> {
                            tx.execute("select pg_advisory_xact_lock(1)");
                            long first = Book.versions(tx, 20);
                            return last.getAndSet(first + 19) < first;
                        });
                    }
                    return grew;
                }));
            }
            for (java.util.concurrent.Future<Boolean> one : done) {
                assertThat(one.get()).isTrue();
            }
        }
    }
}
