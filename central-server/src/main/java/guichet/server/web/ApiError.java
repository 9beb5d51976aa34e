package guichet.server.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A refusal with its HTTP status, a stable code and a sentence for a person. */
public final class ApiError extends RuntimeException {
    private final int status;
    private final String code;
    private final Map<String, Object> details;
    private final Optional<Duration> retryAfter;

    private ApiError(int status, String code, String message, Map<String, Object> details, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    /** A refusal without further details. */
    public ApiError(int status, String code, String message) {
        this(status, code, message, Map.of(), Optional.empty());
    }

    /** A refusal that says more in {@code details} (JSON-friendly values). */
    public ApiError(int status, String code, String message, Map<String, Object> details) {
        this(status, code, message, details, Optional.empty());
    }

    /** 400 VALIDATION_ERROR: one field is wrong, and how. */
    public static ApiError field(String name, String message) {
        return new ApiError(400, "VALIDATION_ERROR", name + ": " + message, Map.of(name, message));
    }

    /** 429: too many requests; the answer says when to come again. */
    public static ApiError tooMany(Duration retryAfter) {
        return new ApiError(429, "RATE_LIMIT_EXCEEDED", "Too many requests. Please wait a moment and try again.", Map.of(),
                Optional.of(retryAfter));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** What more there is to say; may be empty. */
    public Map<String, Object> details() {
        return details;
    }

    /** How long the caller should wait, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    String text() {
        String message = getMessage();
        return message == null ? code : message;
    }
}
