package guichet.domain.identity;

import java.util.UUID;

/** Names an allowance given to one desk. */
public record AllowanceId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} on anything else. */
    public static AllowanceId parse(String text) {
        return new AllowanceId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
