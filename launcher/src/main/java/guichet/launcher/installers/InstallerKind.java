package guichet.launcher.installers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be built, on which system, and by which script. */
enum InstallerKind {
    DEB("linux", "linux/package-deb.sh"), MSI("windows", "windows/package.ps1"), DMG("mac", "macos/package.sh");

    private final String system;
    private final String script;

    InstallerKind(String system, String script) {
        this.system = system;
        this.script = script;
    }

    /** The start of the {@code os.name} on which it can be built: no system can build for another. */
    String system() {
        return system;
    }

    /** The script that builds it, below the folder {@code installers}. */
    Path scriptIn(Path installers) {
        return installers.resolve(script);
    }

    /** The command line that runs the script. */
    static List<String> running(Path script) {
        return script.toString().endsWith(".ps1")
                ? List.of("powershell", "-ExecutionPolicy", "Bypass", "-File", script.toString())
                : List.of("bash", script.toString());
    }

    static Optional<InstallerKind> usualOn(String system) {
        return Arrays.stream(values()).filter(kind -> system.startsWith(kind.system)).findFirst();
    }

    /** As the user types it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
