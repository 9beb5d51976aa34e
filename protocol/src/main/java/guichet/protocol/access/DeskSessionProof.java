package guichet.protocol.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a desk signs to get its session: every field with its length before it, so that no two sets of fields give the same bytes. */
public final class DeskSessionProof {
    private static final String DOMAIN = "guichet-desk-session-1";

    private DeskSessionProof() {
    }

    /** The bytes to sign: domain, desk, incarnation (UUIDs as text) and challenge, each as UTF-8 after its length in 4 bytes. */
    public static byte[] bytes(UUID desk, UUID incarnation, String challenge) {
        byte[][] fields = {utf8(DOMAIN), utf8(desk.toString()), utf8(incarnation.toString()), utf8(challenge)};
        int size = 0;
        for (byte[] field : fields) {
            size += Integer.BYTES + field.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] field : fields) {
            bytes.putInt(field.length).put(field);
        }
        return bytes.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
