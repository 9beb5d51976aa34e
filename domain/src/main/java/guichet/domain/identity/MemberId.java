package guichet.domain.identity;

import java.util.UUID;

/** Names a member: our own id; every contract's public id is an alias of it. */
public record MemberId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} on anything else. */
    public static MemberId parse(String text) {
        return new MemberId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
