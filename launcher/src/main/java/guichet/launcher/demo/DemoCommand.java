package guichet.launcher.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code guichet demo}: the main job with sample data. */
@Command(name = "demo", description = "Plays the main job with sample data: server, readers, cards and console.", footer = {"",
        "Without a display, or with --headless, a guided tour writes pictures and transcript.md; it ends with 0 only if every step came out",
        "as expected. With a display the console opens and stays, with a server and a reader to try it on."})
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--out", description = "Where pictures, transcript and the desk's store go. Default: target/demo")
    private Path folder = Path.of(System.getProperty("guichet.home", ""), "target", "demo");
    @Option(names = "--headless", description = "Play the tour on a headless screen although there is a display.")
    private boolean headless;
    @Option(names = "--yes", description = "Do not ask when something has to be installed first.")
    private boolean yes;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (yes) {
            out.println("What was missing has been installed.");
        }
        boolean tour = headless || System.getenv("DISPLAY") == null;
        try (Demo demo = new Demo(folder.toAbsolutePath(), out)) {
            return tour ? demo.tour() : demo.open();
        }
    }
}
