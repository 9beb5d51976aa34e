package guichet.protocol.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/** The short form of a public key that people and codes carry: the first 64 bits of SHA-256 over its X.509 form, in hex. */
public final class KeyFingerprint {
    /** How many characters a fingerprint has. */
    public static final int LENGTH = 16;

    private KeyFingerprint() {
    }

    /** The fingerprint of {@code key}: 16 lower-case hex digits. */
    public static String of(PublicKey key) {
        return ofX509(key.getEncoded());
    }

    /** The fingerprint of a key given in its X.509 form. */
    public static String ofX509(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded), 0, LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
