package guichet.launcher;

import java.io.PrintWriter;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The root command: what holds for every command. Wrong words end with 2 and a hint; a failure ends with 1 and one line
 * that says why, with the stack trace only for who asks.
 */
@Command(name = "./guichet", synopsisSubcommandLabel = "COMMAND", description = "The operator console for the people behind a window, its server, devices and tools.", commandListHeading = "%nCommands:%n", footer = {
        "", "Handled by the script itself, before anything is built:",
        "  setup [--yes]  Lists what this machine lacks, asks, and installs it.",
        "  test [--yes]   Runs setup, then the whole build with every test.", "",
        "Exit codes: 0 it did what was asked, 1 it failed and said why, 2 the words were wrong."})
final class Door implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "On failure, print the stack trace as well.")
    private boolean verbose;

    /**
     * The command line with the given commands under it.
     *
     * @param commands objects annotated with {@link Command}, in the order of the help
     * @param debug print stack traces even without --verbose
     */
    static CommandLine open(Object[] commands, PrintWriter out, PrintWriter err, boolean debug) {
        var door = new Door();
        var line = new CommandLine(door);
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        explainItself(line);
        line.setOut(out).setErr(err).setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((wrong, words) -> sayWrong(wrong));
        line.setExecutionExceptionHandler(
                (failure, at, parsed) -> sayFailed(failure, at.getErr(), debug || door.verbose));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private static void explainItself(CommandLine at) {
        if (at.getCommandSpec().findOption("--help") == null) {
            at.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true)
                    .description("Show this help and end.").build());
        }
        at.getSubcommands().values().forEach(Door::explainItself);
    }

    private static int sayWrong(ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        at.getErr().println("guichet: " + firstLine(wrong) + " (see " + at.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int sayFailed(Exception failure, PrintWriter err, boolean withTrace) {
        err.println("guichet: " + firstLine(failure));
        if (withTrace) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String firstLine(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
