package guichet.domain.identity;

import java.util.UUID;

/** Names one operation for ever; the key of idempotency (G2). */
public record OperationId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} on anything else. */
    public static OperationId parse(String text) {
        return new OperationId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
