package guichet.server.access;

import guichet.server.web.ApiError;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Keys and signatures as they come over the wire. */
final class Ed25519 {
    private Ed25519() {
    }

    /** A public key in X.509, Base64; 400 naming {@code field} if it is none. */
    static PublicKey publicKey(String field, String base64) {
        try {
            return publicKey(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw ApiError.field(field, "This is not an Ed25519 key in X.509, Base64.");
        }
    }

    static PublicKey publicKey(byte[] x509) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
    }

    /** Whether {@code base64} is this key's signature over {@code bytes}; what is no signature at all is not one of this key. */
    static boolean signed(PublicKey key, byte[] bytes, String base64) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(bytes);
            return check.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
