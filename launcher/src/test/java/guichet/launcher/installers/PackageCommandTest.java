package guichet.launcher.installers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class PackageCommandTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutAKindItRunsTheScriptOfThisSystem() throws IOException {
        Path trace = home.resolve("ran");
        script("touch '" + trace + "'");
        assertThat(new CommandLine(new PackageCommand(home, "linux")).execute()).isZero();
        assertThat(trace).exists();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aScriptThatFailsIsAFailure() throws IOException {
        script("exit 7");
        assertThat(new CommandLine(new PackageCommand(home, "linux")).execute()).isEqualTo(1);
    }

    @Test
    void noSystemBuildsForAnother() {
        var command = new PackageCommand(home, "linux");
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("msi");
        assertThatThrownBy(command::call).hasMessage("a msi can only be built on windows, this is linux");
    }

    @Test
    void outsideTheSourceTreeItSaysWhatIsMissing() {
        assertThatThrownBy(new PackageCommand(home, "linux")::call)
                .hasMessageContaining("is missing: start this through ./guichet");
    }

    private void script(String body) throws IOException {
        Path folder = Files.createDirectories(home.resolve("installers/linux"));
        Files.writeString(folder.resolve("package-deb.sh"), body + "\n");
    }
}
