package guichet.desk.words;

import java.util.List;

/**
 * Why something is so, as a stable code with what fills its sentence. The sentence is looked up under {@code reason.CODE}; a code the
 * bundles do not know is shown as such, so that it can be reported.
 *
 * @param code stable, capitals with underscores
 * @param args fill {0}, {1}, …: text, numbers, {@link Amount}, {@link java.time.Instant}, {@link java.time.LocalDate}
 */
public record Reason(String code, List<Object> args) {
    public Reason {
        args = List.copyOf(args);
    }

    /** A reason with its arguments. */
    public static Reason of(String code, Object... args) {
        return new Reason(code, List.of(args));
    }
}
