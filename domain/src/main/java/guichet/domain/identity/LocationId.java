package guichet.domain.identity;

import java.util.UUID;

/** Names a location of a licencee. */
public record LocationId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} on anything else. */
    public static LocationId parse(String text) {
        return new LocationId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
