package guichet.console.settings;

import guichet.console.looks.Look;
import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.console.words.Said;
import guichet.console.work.TaskExecutor;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Preferences, kept at each change. */
public final class SettingsViewModel {
    private final PreferencesStore store;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final ReadOnlyObjectWrapper<Preferences> preferences;

    /** Starts with what the store kept. */
    public SettingsViewModel(PreferencesStore store, TaskExecutor tasks, Toasts toasts) {
        this.store = store;
        this.tasks = tasks;
        this.toasts = toasts;
        this.preferences = new ReadOnlyObjectWrapper<>(store.load());
    }

    /** The preferences now. */
    public ReadOnlyObjectProperty<Preferences> preferences() {
        return preferences.getReadOnlyProperty();
    }

    /** Changes the language. */
    public void language(Locale language) {
        Preferences now = preferences.get();
        keep(new Preferences(language, now.look(), now.idleMinutes()));
    }

    /** Changes the look. */
    public void look(Look look) {
        Preferences now = preferences.get();
        keep(new Preferences(now.language(), look, now.idleMinutes()));
    }

    /** Changes the minutes until the lock, 1 to 60. It counts from the next sign-in or unlock at the latest. */
    public void idleMinutes(int minutes) {
        Preferences now = preferences.get();
        keep(new Preferences(now.language(), now.look(), Math.clamp(minutes, 1, 60)));
    }

    private void keep(Preferences changed) {
        if (changed.equals(preferences.get())) {
            return;
        }
        preferences.set(changed);
        tasks.run(() -> {
            store.save(changed);
            return true;
        }, _ -> {
        }, failure -> {
            toasts.trouble(failure);
            toasts.show(Toast.Tone.LOOK, Said.of("settings.notKept"));
        });
    }
}
