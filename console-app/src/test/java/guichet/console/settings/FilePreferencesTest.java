package guichet.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.console.looks.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePreferencesTest {
    @TempDir
    Path directory;

    @Test
    void whatWasKeptIsThereAtTheNextStart() {
        Path file = directory.resolve("desk").resolve("preferences.properties");
        Preferences kept = new Preferences(Locale.of("es"), Look.DARK, 3);
        new FilePreferences(file).save(kept);

        assertThat(new FilePreferences(file).load()).isEqualTo(kept);
    }

    @Test
    void aMissingOrBrokenFileGivesTheFirstPreferences() throws IOException {
        Path file = directory.resolve("preferences.properties");
        assertThat(new FilePreferences(file).load()).isEqualTo(Preferences.FIRST);
        Files.writeString(file, "look=NEON\n");
        assertThat(new FilePreferences(file).load()).isEqualTo(Preferences.FIRST);
    }
}
