package guichet.launcher.journal;

import guichet.sync.verify.JournalBundle;
import guichet.sync.verify.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps the journal of a desk that is gone. */
@Command(name = "import", description = "Reads an exported journal into a new store, to keep it and look at it. It is verified first.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "BUNDLE", description = "A file that was exported.")
    private Path bundle = Path.of("");
    @Mixin
    private StoreKeyOption storeKey = new StoreKeyOption();
    @Option(names = "--store", required = true, paramLabel = "NEWFILE", description = "The store to make; it must not be there.")
    private Path store = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(bundle)) {
            throw new IllegalStateException("cannot read " + bundle);
        }
        Report report = JournalBundle.importInto(bundle, store, storeKey.fresh(store));
        Findings.print(report, spec.commandLine().getOut());
        spec.commandLine().getOut().println(report.whole() ? "imported into " + store : "nothing was imported");
        return report.whole() ? 0 : 1;
    }
}
