package guichet.console.settings;

/** Keeps this desk's preferences. */
public interface PreferencesStore {
    /** What was kept, or {@link Preferences#FIRST}. */
    Preferences load();

    /** Keeps them. */
    void save(Preferences preferences);
}
