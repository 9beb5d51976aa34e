package guichet.console;

import guichet.console.platform.DesktopPlatform;
import guichet.console.platform.JdkPlatform;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the console. It does not extend Application: JavaFX would then ask for the module path. */
@Command(name = "console", mixinStandardHelpOptions = true, description = "The operator console of one desk.")
public final class Launcher implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    @Option(names = "--server", paramLabel = "URL", defaultValue = "", description = "Server offered when the desk is enrolled.")
    private String server = "";

    @Option(names = "--profile", paramLabel = "NAME", defaultValue = "default", description = "Name of the desk on this computer.")
    private String profile = "default";

    public static void main(String[] args) {
        System.exit(new CommandLine(new Launcher()).execute(args));
    }

    @Override
    public Integer call() {
        if (!profile.matches("[A-Za-z0-9._-]{1,64}") || profile.startsWith(".")) {
            LOG.error("CONSOLE_PROFILE_NAME: letters, digits, dot, dash and underscore only");
            return 2;
        }
        DesktopPlatform platform = platform();
        ConsoleOptions options = new ConsoleOptions(server, profile, platform.dataDirectory(profile), platform);
        String version = Optional.ofNullable(Launcher.class.getPackage().getImplementationVersion()).orElse("0.1.0");
        return new ConsoleApp(options, DeskPorts::open, version).run();
    }

    /** Gluon Attach when it is built in, else the JDK. */
    public static DesktopPlatform platform() {
        return ServiceLoader.load(DesktopPlatform.class).findFirst().orElseGet(JdkPlatform::new);
    }
}
