package guichet.server.seed;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Texts that must have a form. */
final class SeedText {
    private SeedText() {
    }

    static String id(String path, String text) {
        return check(path, text, "\\S{1,100}", "an id has 1 to 100 characters and no spaces");
    }

    static String name(String path, String text) {
        return check(path, text, "\\S(.{0,118}\\S)?", "a name has 1 to 120 characters and no space at its ends");
    }

    static String login(String path, String text) {
        return check(path, text, "[a-z0-9][a-z0-9._@-]{1,79}", "a login has 2 to 80 letters, digits, dots, dashes or @");
    }

    static String secret(String path, String text) {
        return check(path, text, ".{4,128}", "a secret has 4 to 128 characters");
    }

    /** Refuses the second record of a section with the same id. */
    static <T> void distinct(String section, List<T> records, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < records.size(); i++) {
            if (!seen.add(id.apply(records.get(i)))) {
                throw new SeedException(section + "[" + i + "].id", "another record of this section has this id");
            }
        }
    }

    private static String check(String path, String text, String form, String message) {
        if (!text.matches(form)) {
            throw new SeedException(path, message);
        }
        return text;
    }
}
