package guichet.protocol.chain;

import guichet.domain.identity.DeskId;
import java.util.UUID;

/**
 * Names one desk's one unbroken chain of entries.
 *
 * @param incarnation changes when a desk has to begin anew, such as after it was restored from an image
 */
public record Chain(DeskId desk, UUID incarnation) {
    /** What the first entry's previous hash is. */
    public static final Bytes GENESIS = Bytes.of(new byte[32]);
}
