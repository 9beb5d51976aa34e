package guichet.domain.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Values of some columns of one row. Immutable; a column may be present with null, which is not the same as missing. */
public final class Columns {
    private static final Columns NONE = new Columns(Map.of());

    private final Map<Column<?>, @Nullable Object> values;

    private Columns(Map<Column<?>, @Nullable Object> values) {
        this.values = values;
    }

    public static Columns none() {
        return NONE;
    }

    /** For stores that read a whole row at once; throws {@link IllegalArgumentException} for a value of the wrong type. */
    public static Columns of(Map<Column<?>, @Nullable Object> values) {
        Map<Column<?>, @Nullable Object> copy = new LinkedHashMap<>();
        values.forEach((column, value) -> copy.put(column, checked(column, value)));
        return new Columns(Collections.unmodifiableMap(copy));
    }

    /** A copy with one column set; null is a value. Instants are cut to microseconds: no store keeps more. */
    public <V> Columns with(Column<V> column, @Nullable V value) {
        return withUntyped(column, value);
    }

    /** For codecs and stores, which know a column's type only by its {@link Column#type}. */
    public Columns withUntyped(Column<?> column, @Nullable Object value) {
        Map<Column<?>, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.put(column, checked(column, value));
        return new Columns(Collections.unmodifiableMap(copy));
    }

    /** This row with another's columns laid over it. */
    public Columns overlaid(Columns upper) {
        if (upper.values.isEmpty()) {
            return this;
        }
        Map<Column<?>, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.putAll(upper.values);
        return new Columns(Collections.unmodifiableMap(copy));
    }

    public boolean has(Column<?> column) {
        return values.containsKey(column);
    }

    /** The value, or null when the column is null or missing. */
    @SuppressWarnings("unchecked") // only values of the column's type get in
    public <V> @Nullable V get(Column<V> column) {
        return (V) values.get(column);
    }

    /** The value of a column that must not be null; throws {@link IllegalStateException} otherwise. */
    public <V> V require(Column<V> column) {
        V value = get(column);
        if (value == null) {
            throw new IllegalStateException("no value in column " + column.name());
        }
        return value;
    }

    public void forEach(BiConsumer<Column<?>, @Nullable Object> action) {
        values.forEach(action);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    private static @Nullable Object checked(Column<?> column, @Nullable Object value) {
        if (value != null && !javaType(column.type()).isInstance(value)) {
            throw new IllegalArgumentException(
                    column.name() + " is " + column.type() + ", not " + value.getClass().getSimpleName());
        }
        return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MICROS) : value;
    }

    private static Class<?> javaType(Column.Type type) {
        return switch (type) {
            case TEXT -> String.class;
            case NUMBER -> Long.class;
            case FLAG -> Boolean.class;
            case INSTANT -> Instant.class;
            case DATE -> java.time.LocalDate.class;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Columns that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        values.forEach(
                (column, value) -> text.append(text.length() > 1 ? ", " : "").append(column.name()).append('=').append(value));
        return text.append('}').toString();
    }
}
