package guichet.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 random bits that never leave the server: short codes are kept as HMAC under it, so that a copy of the database alone does
 * not tell them.
 */
public final class ServerSecret {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private ServerSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Reads the secret from {@code file} (mode 0600), making it at the first start. */
    public static ServerSecret load(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                OwnerOnly.write(file, Base64.getEncoder().encodeToString(bytes) + "\n");
            }
            byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length != 32) {
                throw new IllegalStateException("The server's secret is damaged: " + file);
            }
            return new ServerSecret(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The server's secret cannot be read or made: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The server's secret is damaged: " + file, e);
        }
    }

    /** HMAC-SHA-256 over {@code use} and {@code parts}, each closed by a zero byte; none of them contains one. */
    public byte[] hash(String use, String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(use.getBytes(StandardCharsets.UTF_8));
            for (String part : parts) {
                mac.update((byte) 0);
                mac.update(part.getBytes(StandardCharsets.UTF_8));
            }
            mac.update((byte) 0);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
