package guichet.server.keys;

import guichet.protocol.access.KeyFingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The server's Ed25519 key: enrolment codes carry its fingerprint, desks check what it countersigned. */
public final class ServerKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final PublicKey open;

    private ServerKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** Reads the key from {@code file} (mode 0600; PKCS#8 and X.509 in Base64, a line each), making it at the first start. */
    public static ServerKey load(Path file) {
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                OwnerOnly.write(file,
                        base64(pair.getPrivate().getEncoded()) + "\n" + base64(pair.getPublic().getEncoded()) + "\n");
            }
            List<String> lines = Files.readAllLines(file);
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            ServerKey key = new ServerKey(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
                    factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))));
            key.checkHalvesFit();
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("The server's key cannot be read or made: " + file, e);
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("The server's key is damaged: " + file, e);
        }
    }

    private void checkHalvesFit() throws GeneralSecurityException {
        byte[] sample = {1, 2, 3};
        Signature check = Signature.getInstance(ALGORITHM);
        check.initVerify(open);
        check.update(sample);
        if (!check.verify(sign(sample))) {
            throw new GeneralSecurityException("the halves do not fit");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Signs {@code bytes}. */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The server's key does not sign", e);
        }
    }

    /** The public half, X.509 in Base64. */
    public String publicBase64() {
        return base64(open.getEncoded());
    }

    /** The public half. */
    public PublicKey publicKey() {
        return open;
    }

    /** The public half's fingerprint. */
    public String fingerprint() {
        return KeyFingerprint.of(open);
    }
}
