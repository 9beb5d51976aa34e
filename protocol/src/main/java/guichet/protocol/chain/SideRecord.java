package guichet.protocol.chain;

import java.security.SecureRandom;

/**
 * Personal data that an operation refers to by digest only, so that it can be erased without breaking a chain.
 *
 * @param salt    16 random bytes: the digest of a known content cannot be guessed
 * @param content JSON bytes
 */
public record SideRecord(Bytes salt, Bytes content) {

    public static SideRecord of(Bytes content, SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return new SideRecord(Bytes.of(salt), content);
    }

    /** Lower-case hex; what operations carry. */
    public String digest() {
        return new Digest("guichet-side-1").add(salt).add(content).done().hex();
    }

    /** Personal data has no place in logs. */
    @Override
    public String toString() {
        return "SideRecord[" + digest() + "]";
    }
}
