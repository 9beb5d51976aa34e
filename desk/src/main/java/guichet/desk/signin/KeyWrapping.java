package guichet.desk.signin;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import guichet.protocol.chain.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts an operator's approval key by AES-256-GCM under HMAC-SHA256(desk secret, Argon2id(PIN, salt)). The desk secret is random
 * and lies in the encrypted store: a stolen row is worth nothing without the store's key, and then each guess costs an Argon2id.
 */
final class KeyWrapping {
    private static final int KIB = 19_456;
    private static final int PASSES = 2;
    private static final int KEY_LENGTH = 32;
    private static final int SALT_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern SPELLING = Pattern.compile("argon2id\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([0-9a-f]+)");

    private final Bytes deskSecret;
    private final SecureRandom random;

    KeyWrapping(Bytes deskSecret, SecureRandom random) {
        this.deskSecret = deskSecret;
        this.random = random;
    }

    /** A new way to derive, with a salt of its own: algorithm, KiB, passes and salt. */
    String newWrapping() {
        return "argon2id$m=" + KIB + ",t=" + PASSES + ",p=1$" + Bytes.of(random(SALT_LENGTH)).hex();
    }

    /** Nonce and ciphertext. The login is bound to it, so that rows cannot be swapped. */
    Bytes wrap(byte[] key, String wrapping, String login, char[] pin) {
        byte[] nonce = random(NONCE_LENGTH);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, wrapping, login, pin, nonce).doFinal(key);
            return Bytes.of(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    /** The key, or empty when the PIN is wrong. The caller wipes it. */
    Optional<byte[]> unwrap(Bytes wrapped, String wrapping, String login, char[] pin) {
        byte[] both = wrapped.array();
        if (both.length <= NONCE_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, wrapping, login, pin, Arrays.copyOf(both, NONCE_LENGTH)).doFinal(both,
                    NONCE_LENGTH, both.length - NONCE_LENGTH));
        } catch (AEADBadTagException wrongPin) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot decrypt", e);
        }
    }

    /** As many random bytes as a wrapped key has: what is kept for a name that nobody has. */
    Bytes nobodys() {
        return Bytes.of(random(NONCE_LENGTH + 48 + TAG_BITS / 8));
    }

    private Cipher cipher(int mode, String wrapping, String login, char[] pin, byte[] nonce) throws GeneralSecurityException {
        byte[] key = derive(wrapping, pin);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(login.getBytes(StandardCharsets.UTF_8));
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] derive(String wrapping, char[] pin) throws GeneralSecurityException {
        Matcher spelling = SPELLING.matcher(wrapping);
        if (!spelling.matches()) {
            throw new IllegalStateException("the key of a sign-in is wrapped in a way this program does not know");
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
        byte[] plain = new byte[encoded.remaining()];
        encoded.get(plain);
        try {
            byte[] stretched = Argon2Function
                    .getInstance(Integer.parseInt(spelling.group(1)), Integer.parseInt(spelling.group(2)), 1,
                            KEY_LENGTH, Argon2.ID)
                    .hash(plain, Bytes.hex(spelling.group(3)).array()).getBytes();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(deskSecret.array(), "HmacSHA256"));
            return mac.doFinal(stretched);
        } finally {
            Arrays.fill(plain, (byte) 0);
            encoded.clear();
            encoded.put(new byte[encoded.capacity()]);
        }
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
