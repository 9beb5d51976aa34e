package guichet.launcher.journal;

import guichet.protocol.chain.Bytes;
import guichet.sync.store.StoreKey;
import guichet.sync.store.StoreKeyFile;
import guichet.sync.verify.JournalVerifier;
import guichet.sync.verify.Report;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code guichet journal}: a desk's journal, without a server. */
@Command(name = "journal", description = "Verifies a desk's journal.", subcommands = JournalCommand.Verify.class)
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the journal: verify");
    }

    /** Reads the store only, also a live one. */
    @Command(name = "verify", description = "Recomputes the chain and names every entry that is not as it was written. Needs no server.")
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "A desk's store.")
        private Path file = Path.of("");
        @Option(names = "--store-key", description = "The store's key file. Default: the .key file beside the store.")
        private @Nullable Path storeKey;
        @Option(names = "--server-key", description = "The fingerprint that the server's key must have.")
        private @Nullable String serverKey;
        @Option(names = "--head", description = "A hash that must be in the journal, such as one printed on a slip.")
        private @Nullable String head;

        @Override
        public Integer call() {
            if (!Files.isReadable(file)) {
                throw new IllegalStateException("cannot read " + file);
            }
            StoreKeyFile beside = storeKey == null ? StoreKeyFile.beside(file) : new StoreKeyFile(storeKey);
            Optional<StoreKey> key = beside.exists() ? Optional.of(beside) : Optional.empty();
            Report report = JournalVerifier.verify(file, key, Optional.ofNullable(serverKey),
                    Optional.ofNullable(head).map(this::hash));
            print(report, spec.commandLine().getOut());
            return report.whole() ? 0 : 1;
        }

        private Bytes hash(String text) {
            try {
                return Bytes.hex(text);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--head is a hash in hex", e);
            }
        }

        private void print(Report report, PrintWriter out) {
            for (Report.Finding finding : report.findings()) {
                out.println((finding.entry() == null ? "journal" : "entry " + finding.entry()) + ": " + finding.wrong() + ": "
                        + finding.reason());
            }
            out.println(report.entries() + " entries, " + report.afterCountersigned() + " after the last countersigned one"
                    + (report.head() == null ? "" : ", head " + report.head().hash().hex()));
            if (report.erasedSides() > 0) {
                out.println(report.erasedSides() + " side records are erased");
            }
            if (report.missingSides() > 0) {
                out.println(report.missingSides() + " side records are not here");
            }
            if (report.serverFingerprint() != null) {
                out.println(
                        "server key " + report.serverFingerprint() + (report.serverChecked() ? ", as given" : ", not checked"));
            }
            out.println(report.whole() ? "the journal is whole" : "the journal is NOT whole");
        }
    }
}
