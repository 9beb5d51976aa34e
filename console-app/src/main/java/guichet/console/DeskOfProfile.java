package guichet.console;

import guichet.console.settings.FilePreferences;
import guichet.desk.Desk;
import guichet.desk.DeskConfig;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the desk of a profile: its store, key and preferences lie in the profile's directory. */
public final class DeskOfProfile implements DeskOpener {

    @Override
    public ConsolePorts open(ConsoleOptions options) {
        Path directory = options.dataDirectory();
        Desk desk = Desk.open(DeskConfig.of(directory));
        return new ConsolePorts(desk.enrolment(), desk.signIn(), desk.status(), desk.counter(), desk.review(), desk.devices(),
                new FilePreferences(directory.resolve("preferences.properties")), options.platform(), InstantSource.system(),
                desk::close);
    }
}
