package guichet.console;

import guichet.console.platform.DesktopPlatform;
import guichet.console.settings.FilePreferences;
import guichet.desk.Desk;
import guichet.desk.DeskConfig;
import java.nio.file.Path;

/** A console's ports on a real desk. */
public final class DeskPorts {

    private DeskPorts() {
    }

    /** Opens the desk of a profile; it is closed with the console. */
    public static ConsolePorts open(ConsoleOptions options) {
        return of(DeskConfig.of(options.dataDirectory()), options.dataDirectory(), options.platform());
    }

    /** Opens a desk and makes the ports of a console on it. */
    public static ConsolePorts of(DeskConfig config, Path directory, DesktopPlatform platform) {
        Desk desk = Desk.open(config);
        return new ConsolePorts(desk.enrolment(), desk.signIn(), desk.status(), desk.counter(), desk.review(), desk.devices(),
                new FilePreferences(directory.resolve("console.properties")), platform, config.clock(), desk::close);
    }
}
