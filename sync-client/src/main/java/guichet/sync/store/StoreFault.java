package guichet.sync.store;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked. The code is stable; the message is for the operator and names no secret. */
public final class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Code {
        /** Another process has the store open. */
        IN_USE,
        /** There is no key for this store. */
        KEY_MISSING,
        /** The key cannot be read, or others may read it. */
        KEY_UNREADABLE,
        /** The key is not this store's, or the file is no store. */
        WRONG_KEY,
        /** The store was written by a newer program. */
        TOO_NEW,
        /** The disk is full: nothing was written. */
        DISK_FULL,
        /** SQLite says that the file is damaged. */
        DAMAGED,
        /** Anything else that reading or writing can meet. */
        FAILED
    }

    private final Code code;

    public StoreFault(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
