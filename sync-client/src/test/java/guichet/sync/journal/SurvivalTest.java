package guichet.sync.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Told;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import guichet.sync.verify.JournalVerifier;
import guichet.sync.verify.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** G1, with a real process, a real kill and the kernel's own word. */
class SurvivalTest {
    @TempDir
    Path folder;

    private static List<String> desk(Path file, int operations) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto", "-cp", System.getProperty("java.class.path"), AppendingDesk.class.getName(), file.toString(),
                Integer.toString(operations));
    }

    @Test
    void nothingThatWasAcknowledgedIsLostByKilling() throws Exception {
        Path file = folder.resolve("desk.db");
        Random random = new Random(7);
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < 3; kill++) {
            Process process = new ProcessBuilder(desk(file, 1_000_000)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            int last = 50 + random.nextInt(200);
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < last; i++) {
                    String line = lines.readLine();
                    assertThat(line).as("kill %d, line %d", kill, i).startsWith("done ");
                    acknowledged.add(line.substring(5));
                }
                process.toHandle().destroyForcibly();
                // What it had said before it died counts too.
                lines.lines().filter(line -> line.length() == 41).forEach(line -> acknowledged.add(line.substring(5)));
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        Report report = JournalVerifier.verify(file, Optional.of(StoreKeyFile.beside(file)), Optional.empty(), Optional.empty());
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isGreaterThanOrEqualTo(2L * acknowledged.size());
        try (Store store = Store.open(file, StoreKeyFile.beside(file))) {
            Journal journal = new Journal(store, AppendingDesk.CHAIN);
            for (String id : acknowledged) {
                assertThat(journal.entry(OperationId.parse(id)).orElseThrow().told()).isEqualTo(Told.What.DONE);
            }
            assertThat(journal.interrupted()).isEmpty();
        }
    }

    /** A power cut keeps what the disk was told to keep: the WAL is synced after its last write and before each acknowledgement. */
    @Test
    void theWalIsSyncedBeforeEachAcknowledgement() throws Exception {
        assumeTrue(straceWorks(), "strace cannot attach here");
        Path file = folder.resolve("desk.db");
        Path trace = folder.resolve("trace");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-o", trace.toString(), "-e",
                "trace=write,pwrite64,pwritev,fsync,fdatasync"));
        command.addAll(desk(file, 20));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

        Pattern call = Pattern
                .compile("^(\\d+) +(<\\.\\.\\. )?(write|pwrite64|pwritev|fsync|fdatasync)(?:\\((\\d+)<([^>]*)>)?(.*)$");
        Set<String> syncing = new HashSet<>();
        boolean dirty = false;
        int writes = 0;
        int acknowledgements = 0;
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            Matcher match = call.matcher(line);
            if (!match.matches()) {
                continue;
            }
            String thread = match.group(1);
            boolean resumed = match.group(2) != null;
            boolean sync = match.group(3).endsWith("sync");
            boolean wal = match.group(5) != null && match.group(5).endsWith("-wal");
            boolean unfinished = line.contains("<unfinished ...>");
            if (sync && wal && unfinished) {
                syncing.add(thread);
            } else if (sync && (wal || (resumed && syncing.remove(thread)))) {
                assertThat(line).endsWith("= 0");
                dirty = false;
            } else if (!sync && wal) {
                dirty = true;
                writes++;
            } else if (!sync && !resumed && match.group(6).contains("\"done ")) {
                assertThat(dirty).as("acknowledged before the WAL was synced: %s", line).isFalse();
                acknowledgements++;
            }
        }
        assertThat(acknowledgements).isEqualTo(20);
        assertThat(writes).isGreaterThanOrEqualTo(20);
    }

    private static boolean straceWorks() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder("strace", "-e", "trace=none", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
