package guichet.launcher.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code guichet package [KIND]}: an installer of the console, with its own Java inside. */
@Command(name = "package", description = "Builds an installer of the console for this system.")
public final class PackageCommand implements Callable<Integer> {

    private final Path home;
    private final String system;

    @Parameters(arity = "0..1", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}; default: the one for this system.")
    private @Nullable InstallerKind kind;

    /**
     * @param home the source tree, which holds {@code installers/}
     * @param system the {@code os.name} in lower case
     */
    public PackageCommand(Path home, String system) {
        this.home = home;
        this.system = system;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        InstallerKind wanted = kind != null
                ? kind
                : InstallerKind.usualOn(system)
                        .orElseThrow(() -> new IllegalStateException("there is no installer for " + system));
        if (!system.startsWith(wanted.system())) {
            throw new IllegalStateException("a %s can only be built on %s, this is %s"
                    .formatted(wanted, wanted.system(), system));
        }
        Path script = wanted.scriptIn(home.resolve("installers")).toAbsolutePath();
        if (!Files.exists(script)) {
            throw new IllegalStateException("%s is missing: start this through ./guichet".formatted(script));
        }
        // The script says on the same terminal why it failed.
        return new ProcessBuilder(InstallerKind.running(script)).inheritIO().start().waitFor() == 0 ? 0 : 1;
    }
}
