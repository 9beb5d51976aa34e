package guichet.protocol.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An immutable run of bytes. Comparing two takes the same time wherever they differ. */
public final class Bytes {
    private static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    public static Bytes none() {
        return NONE;
    }

    public static Bytes of(byte[] value) {
        return value.length == 0 ? NONE : new Bytes(value.clone());
    }

    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Throws {@link IllegalArgumentException} for anything but pairs of hex digits. */
    public static Bytes hex(String text) {
        return new Bytes(HexFormat.of().parseHex(text));
    }

    /** Throws {@link IllegalArgumentException} for anything but base64. */
    public static Bytes base64(String text) {
        return new Bytes(Base64.getDecoder().decode(text));
    }

    public byte[] array() {
        return value.clone();
    }

    public int length() {
        return value.length;
    }

    public boolean isEmpty() {
        return value.length == 0;
    }

    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    public String utf8() {
        return new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
