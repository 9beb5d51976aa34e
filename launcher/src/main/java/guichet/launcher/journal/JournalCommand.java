package guichet.launcher.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guichet journal}: a desk's journal, without a server. */
@Command(name = "journal", description = "Verifies, exports, imports or shows a desk's journal.", subcommands = {
        VerifyCommand.class,
        ExportCommand.class, ImportCommand.class, ShowCommand.class})
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the journal: verify, export, import or show");
    }
}
