package guichet.console.platform;

import java.awt.Desktop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** With the JDK and JavaFX only. */
public final class JdkPlatform implements DesktopPlatform {
    private static final Logger LOG = LoggerFactory.getLogger(JdkPlatform.class);

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public Path dataDirectory(String profile) {
        return made(dataRoot(System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home")))
                .resolve("guichet").resolve(profile));
    }

    /** The directory for data of applications: XDG on Linux, AppData on Windows, Library on macOS. */
    static Path dataRoot(String os, Map<String, String> environment, Path home) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return Optional.ofNullable(environment.get("LOCALAPPDATA")).map(Path::of)
                    .orElse(home.resolve("AppData").resolve("Local"));
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support");
        }
        return Optional.ofNullable(environment.get("XDG_DATA_HOME")).filter(path -> path.startsWith("/")).map(Path::of)
                .orElse(home.resolve(".local").resolve("share"));
    }

    @Override
    public Path documentsDirectory() {
        return made(Path.of(System.getProperty("user.home"), "Documents"));
    }

    @Override
    public Rectangle2D screen() {
        return Screen.getPrimary().getVisualBounds();
    }

    @Override
    public void browse(String address) {
        Thread.ofPlatform().daemon().name("console-browser").start(() -> {
            try {
                if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                    Desktop.getDesktop().browse(URI.create(address));
                }
            } catch (IOException | UnsupportedOperationException e) {
                LOG.warn("BROWSER_NOT_OPENED {}", address, e);
            }
        });
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("DIRECTORY_NOT_MADE " + directory, e);
        }
    }
}
