package guichet.domain.state;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A typed column of a {@link Table}.
 *
 * @param name spelling in bytes and in both stores
 * @param type what a value may be; a value may always be null
 * @param <V>  Java type of its values
 */
@SuppressWarnings("UnusedTypeParameter") // a phantom: it types the values of Columns
public record Column<V>(String name, Type type) {

    /** The closed set of value types. */
    public enum Type {
        /** {@link String} */
        TEXT,
        /** {@link Long} */
        NUMBER,
        /** {@link Boolean} */
        FLAG,
        /** {@link Instant}, microseconds at the finest */
        INSTANT,
        /** {@link LocalDate} */
        DATE
    }

    public static Column<String> text(String name) {
        return new Column<>(name, Type.TEXT);
    }

    public static Column<Long> number(String name) {
        return new Column<>(name, Type.NUMBER);
    }

    public static Column<Boolean> flag(String name) {
        return new Column<>(name, Type.FLAG);
    }

    public static Column<Instant> instant(String name) {
        return new Column<>(name, Type.INSTANT);
    }

    public static Column<LocalDate> date(String name) {
        return new Column<>(name, Type.DATE);
    }
}
