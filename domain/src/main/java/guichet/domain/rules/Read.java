package guichet.domain.rules;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The answer of a {@link View}: a store that does not know says so instead of guessing. */
public sealed interface Read<T> {

    /**
     * @param version the row's version at the server; 0 for rows that only the desk knows
     * @param asOf    when it was last known to be true
     */
    record Known<T>(T value, long version, Instant asOf) implements Read<T> {
    }

    /** There is no such row, as far as was known at an instant. */
    record Absent<T>(Instant asOf) implements Read<T> {
    }

    /** This store does not hold such rows, or not all of them yet. */
    record NotKnownHere<T>() implements Read<T> {
    }

    default <U> Read<U> map(Function<? super T, ? extends U> function) {
        return switch (this) {
            case Known<T>(T value, long version, Instant asOf) -> new Known<>(function.apply(value), version, asOf);
            case Absent<T>(Instant asOf) -> new Absent<>(asOf);
            case NotKnownHere<T>() -> new NotKnownHere<>();
        };
    }

    default @Nullable T orNull() {
        return this instanceof Known<T>(T value, long _, Instant _) ? value : null;
    }
}
