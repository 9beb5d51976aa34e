package guichet.console.looks;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;

/**
 * Puts a look on every window. The theme, the names ControlsFX expects and our own classes are one user agent sheet, so that pop-ups
 * get them too.
 */
public final class Themes {
    private Themes() {
    }

    /** Applies a look. On the FX thread. */
    public static void apply(Look look) {
        Theme theme = dark(look) ? new PrimerDark() : new PrimerLight();
        URL sheet = Objects.requireNonNull(theme.getClass().getResource(theme.getUserAgentStylesheet()));
        String css = "@import url(\"" + sheet + "\");\n" + read("controlsfx-bridge.css") + read("console.css");
        Application
                .setUserAgentStylesheet(
                        "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean dark(Look look) {
        return look == Look.DARK || (look == Look.SYSTEM && Platform.getPreferences().getColorScheme() == ColorScheme.DARK);
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Themes.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
