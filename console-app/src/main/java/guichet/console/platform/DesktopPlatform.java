package guichet.console.platform;

import java.nio.file.Path;
import javafx.geometry.Rectangle2D;

/** What the console asks of the operating system. */
public interface DesktopPlatform {
    /** Which implementation it is, "attach" or "jdk": decides the licence line in About. */
    String name();

    /** Where this profile keeps its files; made when needed. The same for every implementation, so that a build never loses a store. */
    Path dataDirectory(String profile);

    /** Where exported files go. */
    Path documentsDirectory();

    /** The usable part of the first screen, in pixels of the scene. On the FX thread. */
    Rectangle2D screen();

    /** Opens an address in the user's browser; says nothing when there is none. */
    void browse(String address);
}
