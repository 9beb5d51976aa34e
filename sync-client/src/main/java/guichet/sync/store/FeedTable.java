package guichet.sync.store;

import guichet.domain.cards.Card;
import guichet.domain.cases.Case;
import guichet.domain.members.Alias;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.FeedTables;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table that the feed fills, as SQL. Instants are microseconds since 1970, days are ISO text, flags are 0 and 1; side records
 * keep their bytes as they are.
 */
public final class FeedTable {
    /** In the order in which a snapshot brings them. */
    public static final List<FeedTable> ALL = FeedTables.SNAPSHOT.stream().map(FeedTable::new).toList();
    private static final Map<String, FeedTable> BY_NAME = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(FeedTable::name, Function.identity()));
    /** Columns by which screens look rows up. */
    private static final Map<Table<?>, List<Column<?>>> LOOKED_UP = Map.of(Card.TABLE, List.of(Card.MEMBER), Alias.TABLE,
            List.of(Alias.MEMBER), Case.TABLE, List.of(Case.RESOLUTION));

    private final Table<?> table;
    private final String selectOne;
    private final String upsertNewer;
    private final String upsertSnapshot;

    private FeedTable(Table<?> table) {
        this.table = table;
        String names = table.columns().stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
        this.selectOne = "SELECT version, " + names + " FROM " + quoted() + " WHERE key = ?";
        String upsert = "INSERT INTO " + quoted() + " (key, version, generation, " + names + ") VALUES (?, ?, ?"
                + ", ?".repeat(table.columns().size()) + ") ON CONFLICT (key) DO UPDATE SET "
                + "version = excluded.version, generation = excluded.generation, "
                + table.columns().stream().map(column -> quote(column.name()) + " = excluded." + quote(column.name()))
                        .collect(Collectors.joining(", "));
        this.upsertNewer = upsert + " WHERE version < excluded.version";
        this.upsertSnapshot = upsert + " WHERE generation < excluded.generation OR version < excluded.version";
    }

    /** Throws {@link IllegalArgumentException} for a table that is not kept here. */
    public static FeedTable of(Table<?> table) {
        FeedTable found = BY_NAME.get(table.name());
        if (found == null) {
            throw new IllegalArgumentException("no table " + table.name() + " is kept here");
        }
        return found;
    }

    public Table<?> table() {
        return table;
    }

    public String name() {
        return table.name();
    }

    public String quoted() {
        return quote(table.name());
    }

    /** The row of a key: parameter 1. The result is for {@link #row}. */
    public String selectOne() {
        return selectOne;
    }

    /** Inserts, or replaces an older version; parameters are for {@link #bind}. */
    public String upsertNewer() {
        return upsertNewer;
    }

    /** Also replaces whatever an earlier snapshot brought: a restored server counts versions from an older one. */
    public String upsertSnapshot() {
        return upsertSnapshot;
    }

    /** Binds key, version, generation and columns to an upsert. */
    public void bind(PreparedStatement statement, String key, long version, long generation, Columns row) throws SQLException {
        statement.setString(1, key);
        statement.setLong(2, version);
        statement.setLong(3, generation);
        int index = 4;
        for (Column<?> column : table.columns()) {
            bind(statement, index++, column, row.get(column));
        }
    }

    /** Binds one value as this table's columns keep it. */
    public void bind(PreparedStatement statement, int index, Column<?> column, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Long number -> statement.setLong(index, number);
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case Instant instant -> statement.setLong(index, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            case LocalDate day -> statement.setString(index, day.toString());
            case String text when isGenerated() -> statement.setString(index, text);
            case String base64 -> statement.setBytes(index, Bytes.base64(base64).array());
            default -> throw new IllegalArgumentException("column " + column.name() + " cannot hold " + value.getClass());
        }
    }

    /** Reads the columns of a row; the result names them as the table does. */
    public Columns row(ResultSet rows) throws SQLException {
        Columns row = Columns.none();
        for (Column<?> column : table.columns()) {
            row = row.withUntyped(column, value(rows, column));
        }
        return row;
    }

    private @Nullable Object value(ResultSet rows, Column<?> column) throws SQLException {
        String name = column.name();
        if (rows.getObject(name) == null) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> isGenerated() ? rows.getString(name) : Bytes.of(rows.getBytes(name)).base64();
            case NUMBER -> rows.getLong(name);
            case FLAG -> rows.getInt(name) != 0;
            case INSTANT -> Instant.EPOCH.plus(rows.getLong(name), ChronoUnit.MICROS);
            case DATE -> LocalDate.parse(rows.getString(name));
        };
    }

    /** Side records have a table of their own in the migrations: they hold bytes. */
    boolean isGenerated() {
        return !table.equals(FeedTables.SIDE);
    }

    /** Changes when the table has to be made anew. */
    String shape() {
        return isGenerated() ? String.join(";", create()) : table.name();
    }

    List<String> create() {
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE TABLE " + quoted() + " (key TEXT PRIMARY KEY, version INTEGER NOT NULL, generation INTEGER NOT NULL, "
                        + table.columns().stream().map(column -> quote(column.name()) + " " + type(column))
                                .collect(Collectors.joining(", "))
                        + ") STRICT, WITHOUT ROWID");
        for (Column<?> column : LOOKED_UP.getOrDefault(table, List.of())) {
            statements.add("CREATE INDEX " + quote(table.name() + "_by_" + column.name()) + " ON " + quoted() + " ("
                    + quote(column.name()) + ")");
        }
        return statements;
    }

    private static String type(Column<?> column) {
        return switch (column.type()) {
            case TEXT, DATE -> "TEXT";
            case NUMBER, FLAG, INSTANT -> "INTEGER";
        };
    }

    private static String quote(String name) {
        return '"' + name + '"';
    }
}
