package guichet.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, end to end, as the user runs it: real server, real card service where it may run, real scene. */
class DemoTest {

    @Test
    void theTourComesOutAsExpectedAndItsJournalCanBeVerified(@TempDir Path folder) throws Exception {
        Path demo = folder.resolve("demo");
        Ended tour = guichet("demo", "--headless", "--out", demo.toString());

        assertThat(tour.exit()).as(tour.said()).isZero();
        assertThat(Files.readString(demo.resolve("transcript.md"))).contains("150.50 EGP and 150.50 EGP")
                .doesNotContain("differs");
        try (Stream<Path> files = Files.list(demo)) {
            assertThat(files.filter(file -> file.toString().endsWith(".png"))).hasSizeGreaterThanOrEqualTo(10);
        }

        Path store = demo.resolve("desk.db");
        Ended whole = guichet("journal", "verify", store.toString());
        assertThat(whole.exit()).as(whole.said()).isZero();
        assertThat(whole.said()).contains("0 after the last countersigned one", "not checked", "the journal is whole");

        Ended foreign = guichet("journal", "verify", store.toString(), "--head", "00".repeat(32));
        assertThat(foreign.exit()).as(foreign.said()).isEqualTo(1);

        damage(store);
        Ended damaged = guichet("journal", "verify", store.toString());
        assertThat(damaged.exit()).as(damaged.said()).isEqualTo(1);
    }

    /** What a command said, and its exit code. */
    private record Ended(int exit, String said) {
    }

    private static Ended guichet(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), "guichet.launcher.Main"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(said).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private static void damage(Path store) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "rw")) {
            for (long at = 4_096 + 100; at < file.length(); at += 4_096) {
                file.seek(at);
                int old = file.read();
                file.seek(at);
                file.write(old ^ 0xFF);
            }
        }
    }
}
