package guichet.console;

/** Opens the desk a console stands on. */
public interface DeskOpener {
    /** Opens the desk of a profile. */
    ConsolePorts open(ConsoleOptions options);
}
