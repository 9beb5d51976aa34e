package guichet.server.seed;

/** The seed file is refused, and where: nothing of it was imported. */
public final class SeedException extends RuntimeException {
    private final String path;

    /**
     * A value that cannot be taken.
     *
     * @param path where it stands, such as {@code $.operators[2].role}
     * @param message what is wrong with it
     */
    public SeedException(String path, String message) {
        super("Seed file, " + path + ": " + message);
        this.path = path;
    }

    /** Where the value stands. */
    public String path() {
        return path;
    }
}
