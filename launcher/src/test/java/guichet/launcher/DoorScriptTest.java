package guichet.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, run as a user runs it; only what it answers without building. */
@DisabledOnOs(OS.WINDOWS)
class DoorScriptTest {

    private static final Path TREE = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void wrongWordsEndWithTwoAndOneLine() throws Exception {
        for (List<String> words : List.of(List.<String>of(), List.of("setup", "--nosuchoption"), List.of("test", "fast"))) {
            Answer answer = run(Map.of(), script("guichet"), words);
            assertThat(answer.exit()).as(words.toString()).isEqualTo(2);
            assertThat(answer.said().lines()).as(words.toString()).singleElement().asString().startsWith("guichet: ");
        }
    }

    @Test
    void setupAndTestExplainThemselves() throws Exception {
        assertThat(run(Map.of(), script("guichet"), List.of("setup", "--help")))
                .satisfies(answer -> assertThat(answer.exit()).isZero())
                .satisfies(answer -> assertThat(answer.said()).contains("Usage: ./guichet setup [--yes]"));
        assertThat(run(Map.of(), script("guichet"), List.of("help", "test")))
                .satisfies(answer -> assertThat(answer.exit()).isZero())
                .satisfies(answer -> assertThat(answer.said()).contains("Usage: ./guichet test [--yes]"));
    }

    @Test
    void theJdkThatTheUserNamesComesFirst() throws Exception {
        Path named = jdk("named", "25.0.9");
        assertThat(findJdk(Map.of("GUICHET_JDK", named.toString(), "JAVA_HOME", jdk("other", "25").toString())))
                .isEqualTo(named.toString());
    }

    @Test
    void aJdkOfAnotherVersionIsPassedOver() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path young = jdk("young", "26");
        Path right = jdk("right", "25");
        assertThat(findJdk(Map.of("GUICHET_JDK", old.toString(), "JAVA_HOME", right.toString())))
                .isEqualTo(right.toString());
        assertThat(findJdk(Map.of("GUICHET_JDK", young.toString(), "JAVA_HOME", right.toString())))
                .isEqualTo(right.toString());
    }

    private String findJdk(Map<String, String> environment) throws Exception {
        return run(environment, List.of("bash", "-c", ". \"$0\" && find_jdk", script("installers/find-jdk.sh").getLast()),
                List.of()).said().strip();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
        assertThat(Files.createFile(javac).toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static List<String> script(String path) {
        return List.of("bash", TREE.resolve(path).toString());
    }

    private static Answer run(Map<String, String> environment, List<String> command, List<String> words)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Stream.concat(command.stream(), words.stream()).toList()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), said);
    }

    private record Answer(int exit, String said) {
    }
}
