package guichet.sync.server;

import java.time.Duration;
import java.util.function.Function;

/** What came of a request. */
public sealed interface Reply<T> {

    record Answered<T>(T value) implements Reply<T> {
    }

    /**
     * The server said no.
     *
     * @param status  HTTP; 0 when this side refused to ask
     * @param code    stable
     * @param message a sentence for a person
     */
    record Refused<T>(int status, String code, String message) implements Reply<T> {
    }

    /**
     * No answer.
     *
     * @param sent whether the request may have reached the server: then nobody knows what became of it
     * @param why  for logs and the status line
     */
    record Unreachable<T>(boolean sent, String why) implements Reply<T> {
    }

    /** Too many requests. */
    record RateLimited<T>(Duration retryAfter) implements Reply<T> {
    }

    default <U> Reply<U> map(Function<? super T, ? extends U> function) {
        return switch (this) {
            case Answered<T>(T value) -> new Answered<>(function.apply(value));
            case Refused<T>(int status, String code, String message) -> new Refused<>(status, code, message);
            case Unreachable<T>(boolean sent, String why) -> new Unreachable<>(sent, why);
            case RateLimited<T>(Duration retryAfter) -> new RateLimited<>(retryAfter);
        };
    }
}
