package guichet.protocol.json;

import org.jspecify.annotations.Nullable;

/** Bytes that are none of ours. The message names the field, never its value. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Malformed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
