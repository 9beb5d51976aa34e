package guichet.domain.identity;

import java.util.UUID;

/** Names a proof of identity that the server gave after a right one-time code. */
public record ProofId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} on anything else. */
    public static ProofId parse(String text) {
        return new ProofId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
