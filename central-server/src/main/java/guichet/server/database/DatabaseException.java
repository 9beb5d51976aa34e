package guichet.server.database;

/** The database cannot be used; {@link #code} is stable, the message is for the person who runs the server. */
public final class DatabaseException extends RuntimeException {
    private final String code;

    /** A failure that was found here. */
    public DatabaseException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A failure with a cause below. */
    public DatabaseException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code, such as {@code DATABASE_IN_USE}. */
    public String code() {
        return code;
    }
}
