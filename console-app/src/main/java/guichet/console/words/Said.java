package guichet.console.words;

import guichet.desk.words.Reason;
import java.util.List;

/**
 * A sentence not yet put into a language: view models speak in these, views turn them into text.
 *
 * @param key key in the bundles
 * @param args as in {@link Reason}
 */
public record Said(String key, List<Object> args) {
    public Said {
        args = List.copyOf(args);
    }

    /** A sentence with its arguments. */
    public static Said of(String key, Object... args) {
        return new Said(key, List.of(args));
    }

    /** A reason as a sentence. */
    public static Said because(Reason reason) {
        return new Said("reason." + reason.code(), reason.args());
    }
}
