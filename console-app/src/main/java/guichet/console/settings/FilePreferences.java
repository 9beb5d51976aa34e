package guichet.console.settings;

import guichet.console.looks.Look;
import guichet.console.words.Words;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Preferences in a properties file, replaced as a whole so that a power cut leaves the old or the new one. */
public final class FilePreferences implements PreferencesStore {
    private static final Logger LOG = LoggerFactory.getLogger(FilePreferences.class);

    private final Path file;

    /** Keeps them in this file; its directory is made when needed. */
    public FilePreferences(Path file) {
        this.file = file;
    }

    @Override
    public Preferences load() {
        if (!Files.exists(file)) {
            return Preferences.FIRST;
        }
        Properties kept = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            kept.load(in);
            Locale language = Locale.forLanguageTag(kept.getProperty("language", "en"));
            int minutes = Integer.parseInt(kept.getProperty("idleMinutes", "10"));
            return new Preferences(Words.LANGUAGES.contains(language) ? language : Locale.ENGLISH,
                    Look.valueOf(kept.getProperty("look", "SYSTEM")),
                    Math.clamp(minutes, 1, 60));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("PREFERENCES_UNREADABLE {}: starting with the first ones", file, e);
            return Preferences.FIRST;
        }
    }

    @Override
    public synchronized void save(Preferences preferences) {
        Properties kept = new Properties();
        kept.setProperty("language", preferences.language().toLanguageTag());
        kept.setProperty("look", preferences.look().name());
        kept.setProperty("idleMinutes", Integer.toString(preferences.idleMinutes()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer out = Files.newBufferedWriter(fresh)) {
                kept.store(out, null);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("PREFERENCES_UNWRITABLE " + file, e);
        }
    }
}
