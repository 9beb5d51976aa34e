package guichet.console.shell;

import guichet.desk.signin.Role;
import java.util.List;
import java.util.stream.Stream;

/** A screen in the rail. The digit is the screen's for ever, so that hands can learn it. */
public enum Place {
    /** The counter. */
    COUNTER(1),
    /** What needs a person. */
    REVIEW(6),
    /** Readers, store, connection. */
    DEVICES(7),
    /** Language, look, lock. */
    SETTINGS(9);

    private final int digit;

    Place(int digit) {
        this.digit = digit;
    }

    /** The digit that opens it together with Ctrl. */
    public int digit() {
        return digit;
    }

    /** The screens a role may open, in rail order. */
    public static List<Place> of(Role role) {
        return Stream.of(values()).filter(place -> place.opensTo(role)).toList();
    }

    private boolean opensTo(Role role) {
        return switch (this) {
            case COUNTER, REVIEW -> role != Role.FLOOR;
            case DEVICES, SETTINGS -> true;
        };
    }
}
