package guichet.console;

/** Opens the desk a console stands on. Found by {@link java.util.ServiceLoader}. */
public interface DeskOpener {
    /** Opens the desk of a profile. */
    ConsolePorts open(ConsoleOptions options);
}
