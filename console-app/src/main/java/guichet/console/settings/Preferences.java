package guichet.console.settings;

import guichet.console.looks.Look;
import java.util.Locale;

/** @param idleMinutes without a key or tap until the screen locks, 1 to 60 */
public record Preferences(Locale language, Look look, int idleMinutes) {
    /** English, as the system, ten minutes. */
    public static final Preferences FIRST = new Preferences(Locale.ENGLISH, Look.SYSTEM, 10);
}
