package guichet.launcher.journal;

import guichet.protocol.chain.Bytes;
import guichet.sync.verify.JournalBundle;
import guichet.sync.verify.JournalVerifier;
import guichet.sync.verify.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a store, also a live one, or a bundle. */
@Command(name = "verify", description = "Recomputes the chain and names every entry that is not as it was written. Needs no server.")
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A desk's store, or a bundle that was exported from one.")
    private Path file = Path.of("");
    @Mixin
    private StoreKeyOption storeKey = new StoreKeyOption();
    @Option(names = "--server-key", description = "The fingerprint that the server's key must have.")
    private @Nullable String serverKey;
    @Option(names = "--head", description = "A hash that must be in the journal, such as one printed on a slip.")
    private @Nullable String head;

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("cannot read " + file);
        }
        Optional<String> fingerprint = Optional.ofNullable(serverKey);
        Optional<Bytes> wanted = Optional.ofNullable(head).map(this::hash);
        Report report;
        if (JournalBundle.isBundle(file)) {
            try (BufferedReader bundle = Files.newBufferedReader(file)) {
                report = JournalBundle.verify(bundle, fingerprint, wanted);
            }
        } else {
            report = JournalVerifier.verify(file, storeKey.of(file), fingerprint, wanted);
        }
        Findings.print(report, spec.commandLine().getOut());
        return report.whole() ? 0 : 1;
    }

    private Bytes hash(String text) {
        try {
            return Bytes.hex(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--head is a hash in hex", e);
        }
    }
}
