package guichet.protocol.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over fields, each with its length (4 bytes, big-endian) before it, so that no two lists of fields read alike. */
public final class Digest {
    private final MessageDigest sha256;

    public Digest(String purpose) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        add(purpose);
    }

    public Digest add(String field) {
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    public Digest add(Bytes field) {
        return add(field.array());
    }

    public Digest add(long field) {
        return add(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
    }

    public Bytes done() {
        return Bytes.of(sha256.digest());
    }

    private Digest add(byte[] field) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        sha256.update(field);
        return this;
    }
}
