package guichet.console;

import guichet.console.platform.DesktopPlatform;
import java.nio.file.Path;

/**
 * What the command line asked for.
 *
 * @param server offered at enrolment, may be empty
 * @param profile name of the desk on this computer
 * @param dataDirectory the profile's directory
 */
public record ConsoleOptions(String server, String profile, Path dataDirectory, DesktopPlatform platform) {
}
