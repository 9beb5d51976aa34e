package guichet.launcher.journal;

import guichet.domain.rules.Verdict;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.journal.JournalEntry;
import guichet.sync.journal.JournalReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the store only, also a live one. */
@Command(name = "show", description = "Prints a line for each entry: what it is and what became of it. No personal data.")
final class ShowCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A desk's store.")
    private Path file = Path.of("");
    @Mixin
    private StoreKeyOption storeKey = new StoreKeyOption();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line("sequence", "kind", "type", "state", "told", "verdict", "id"));
        JournalReader.each(file, storeKey.of(file), entry -> out.println(line(Long.toString(entry.entry().sequence()),
                entry.kind().spelling(), type(entry), entry.state().name().toLowerCase(Locale.ROOT),
                entry.told() == null ? "-" : entry.told().spelling(), verdict(entry.verdict()), entry.id().toString())));
    }

    private static String line(String... columns) {
        return String.format(Locale.ROOT, "%-8s %-10s %-15s %-10s %-10s %-24s %s", (Object[]) columns);
    }

    private static String type(JournalEntry entry) {
        if (entry.kind() == EntryKind.TOLD) {
            return "Told";
        }
        try {
            return OperationCodec.decode(entry.entry().bytes()).getClass().getSimpleName();
        } catch (UnknownVersion e) {
            return "unknown";
        }
    }

    private static String verdict(@Nullable Verdict verdict) {
        return switch (verdict) {
            case Verdict.Applied _ -> "APPLIED";
            case Verdict.Rejected rejected -> rejected.code().name();
            case Verdict.Conflict conflict -> conflict.code().name();
            case null -> "-";
        };
    }
}
