package guichet.launcher;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

import guichet.console.Launcher;
import guichet.launcher.bench.BenchCommand;
import guichet.launcher.demo.DemoCommand;
import guichet.launcher.installers.PackageCommand;
import guichet.launcher.journal.JournalCommand;
import guichet.launcher.server.ServerCommand;
import guichet.launcher.simulate.SimulateCommand;
import picocli.CommandLine;

/** Where the door script ends and Java begins. Every command is registered here, and nowhere else. */
public final class Main {

    private Main() {
    }

    /** Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 wrong words. */
    public static void main(String[] words) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        boolean debug = System.getenv("GUICHET_DEBUG") != null;
        System.exit(Door.open(commands(), out, err, debug).execute(words));
    }

    /** The commands in the order in which help lists them. */
    static Object[] commands() {
        Path home = Path.of(System.getProperty("guichet.home", ""));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return new Object[]{new DemoCommand(), new Launcher(), new ServerCommand(), new SimulateCommand(), new JournalCommand(),
                new BenchCommand(),
                new PackageCommand(home, system),
                new CommandLine.HelpCommand()};
    }
}
