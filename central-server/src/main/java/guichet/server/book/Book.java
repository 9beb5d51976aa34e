package guichet.server.book;

import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.server.database.DatabaseException;
import guichet.server.database.Tx;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows the rules read, as {@link Table} describes them: one reader and one writer for all, and no rule. */
public final class Book {

    /** A row with its version. */
    public record Stored(Columns columns, long version) {
    }

    private Book() {
    }

    /** The rows of a table that exist, by id. */
    public static Map<String, Stored> read(Tx tx, UUID tenant, Table<?> table, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String sql = "select id, version" + names(table) + " from book." + table.name() + " where tenant_id = ? and id = any(?)";
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            statement.setObject(1, tenant);
            statement.setArray(2, texts(tx.connection(), ids));
            return rows(table, statement);
        } catch (SQLException e) {
            throw failed("read", table, e);
        }
    }

    /**
     * A page of a table by key.
     *
     * @param conditions further conditions with one {@code ?} each, and what that stands for
     */
    public static Map<String, Stored> page(Tx tx, UUID tenant, Table<?> table, Map<String, Object> conditions, String after,
            int limit) {
        List<Map.Entry<String, Object>> where = List.copyOf(conditions.entrySet());
        String sql = "select id, version" + names(table) + " from book." + table.name() + " where tenant_id = ? and id > ?"
                + where.stream().map(condition -> " and " + condition.getKey()).collect(Collectors.joining())
                + " order by id limit " + limit;
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            statement.setObject(1, tenant);
            statement.setString(2, after);
            for (int i = 0; i < where.size(); i++) {
                statement.setObject(3 + i, where.get(i).getValue());
            }
            return rows(table, statement);
        } catch (SQLException e) {
            throw failed("read", table, e);
        }
    }

    /** Writes whole rows: new ones are made, existing ones replaced. */
    public static void write(Tx tx, UUID tenant, Table<?> table, Map<String, Stored> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String marks = table.columns().stream().map(_ -> ", ?").collect(Collectors.joining());
        String set = table.columns().stream().map(column -> ", " + column.name() + " = excluded." + column.name())
                .collect(Collectors.joining());
        String sql = "insert into book." + table.name() + " (tenant_id, id, version" + names(table) + ") values (?, ?, ?" + marks
                + ") on conflict (tenant_id, id) do update set version = excluded.version" + set;
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            for (Map.Entry<String, Stored> row : rows.entrySet()) {
                statement.setObject(1, tenant);
                statement.setString(2, row.getKey());
                statement.setLong(3, row.getValue().version());
                int at = 4;
                for (Column<?> column : table.columns()) {
                    bind(statement, at++, column, row.getValue().columns().get(column));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed("write", table, e);
        }
    }

    /** Takes rows away. */
    public static void remove(Tx tx, UUID tenant, Table<?> table, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.connection()
                .prepareStatement("delete from book." + table.name() + " where tenant_id = ? and id = any(?)")) {
            statement.setObject(1, tenant);
            statement.setArray(2, texts(tx.connection(), ids));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed("write", table, e);
        }
    }

    /** The first of {@code count} versions nobody else gets. Taken under the rows' locks, so that versions grow per row. */
    public static long versions(Tx tx, int count) {
        try (PreparedStatement statement = tx.connection()
                .prepareStatement("select min(v), max(v) from (select nextval('book.version') v from generate_series(1, ?)) s")) {
            statement.setInt(1, count);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new DatabaseException("DATABASE_FAILED", "No row versions: " + e.getMessage(), e);
        }
    }

    private static Map<String, Stored> rows(Table<?> table, PreparedStatement statement) throws SQLException {
        Map<String, Stored> rows = new LinkedHashMap<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                Columns columns = Columns.of(values(table, result));
                rows.put(result.getString(1), new Stored(columns, result.getLong(2)));
            }
        }
        return rows;
    }

    private static Map<Column<?>, @Nullable Object> values(Table<?> table, ResultSet result) throws SQLException {
        Map<Column<?>, @Nullable Object> values = new HashMap<>();
        int at = 3;
        for (Column<?> column : table.columns()) {
            values.put(column, value(result, at++, column));
        }
        return values;
    }

    private static @Nullable Object value(ResultSet result, int at, Column<?> column) throws SQLException {
        Object value = switch (column.type()) {
            case TEXT -> result.getString(at);
            case NUMBER -> result.getLong(at);
            case FLAG -> result.getBoolean(at);
            case INSTANT -> {
                OffsetDateTime time = result.getObject(at, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            case DATE -> result.getObject(at, LocalDate.class);
        };
        return result.wasNull() ? null : value;
    }

    private static void bind(PreparedStatement statement, int at, Column<?> column, @Nullable Object value) throws SQLException {
        switch (column.type()) {
            case TEXT -> statement.setString(at, (String) value);
            case NUMBER -> statement.setObject(at, value, java.sql.Types.BIGINT);
            case FLAG -> statement.setObject(at, value, java.sql.Types.BOOLEAN);
            case INSTANT -> statement.setObject(at, value == null ? null : ((java.time.Instant) value).atOffset(ZoneOffset.UTC),
                    java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            case DATE -> statement.setObject(at, value, java.sql.Types.DATE);
        }
    }

    private static String names(Table<?> table) {
        return table.columns().stream().map(column -> ", " + column.name()).collect(Collectors.joining());
    }

    private static Array texts(Connection connection, Collection<String> ids) throws SQLException {
        return connection.createArrayOf("text", ids.toArray());
    }

    private static DatabaseException failed(String what, Table<?> table, SQLException e) {
        return new DatabaseException("DATABASE_FAILED", "Could not " + what + " " + table.name() + ": " + e.getMessage(), e);
    }
}
