package guichet.domain.state;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kind of row both stores keep and the feed carries: a text key and typed columns.
 *
 * @param <R> the record that rules read a row as
 */
public final class Table<R> {
    private final String name;
    private final List<Column<?>> columns;
    private final BiFunction<String, Columns, R> reader;

    public Table(String name, BiFunction<String, Columns, R> reader, Column<?>... columns) {
        this.name = name;
        this.columns = List.of(columns);
        this.reader = reader;
    }

    /** Spelling in bytes and in both stores. */
    public String name() {
        return name;
    }

    public List<Column<?>> columns() {
        return columns;
    }

    /** The column of that name; throws {@link IllegalArgumentException} when the table has none. */
    public Column<?> column(String columnName) {
        for (Column<?> column : columns) {
            if (column.name().equals(columnName)) {
                return column;
            }
        }
        throw new IllegalArgumentException("table " + name + " has no column " + columnName);
    }

    public Key<R> key(String id) {
        return new Key<>(this, id);
    }

    public R read(String id, Columns row) {
        return reader.apply(id, row);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
