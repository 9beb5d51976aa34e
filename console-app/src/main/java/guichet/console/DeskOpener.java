package guichet.console;

/** Opens the desk a console stands on. Found by {@link java.util.ServiceLoader}. */
public interface DeskOpener {
    /** Opens the desk of a profile; closed by the console at its end when it is AutoCloseable. */
    ConsolePorts open(ConsoleOptions options);
}
