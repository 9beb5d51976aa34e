package guichet.domain.identity;

import java.util.UUID;

/** Names one installed console or headless bridge. */
public record DeskId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} on anything else. */
    public static DeskId parse(String text) {
        return new DeskId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
