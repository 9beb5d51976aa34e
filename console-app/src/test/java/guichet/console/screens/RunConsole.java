package guichet.console.screens;

import guichet.console.ConsoleApp;
import guichet.console.ConsoleOptions;
import guichet.console.fakes.FakeDesk;
import guichet.console.platform.JdkPlatform;
import java.nio.file.Path;
import java.time.InstantSource;

/** A console over fakes as a program of its own: {@code RunConsole dataDirectory}. */
final class RunConsole {
    private RunConsole() {
    }

    public static void main(String[] args) {
        ConsoleOptions options = new ConsoleOptions("", "test", Path.of(args[0]), new JdkPlatform());
        System.exit(new ConsoleApp(options, _ -> new FakeDesk(InstantSource.system()).ports(), "0.1.0").run());
    }
}
