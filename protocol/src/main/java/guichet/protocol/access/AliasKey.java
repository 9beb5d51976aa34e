package guichet.protocol.access;

import guichet.domain.members.Alias;
import guichet.domain.members.MobileNumber;
import guichet.protocol.chain.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A licencee's key under which personal aliases are digested (HMAC-SHA-256 over scheme, colon and normalised value), so that a
 * mobile number can be looked up and claimed without standing in keys, verdicts or journals.
 */
public final class AliasKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param key 32 random bytes */
    public AliasKey(Bytes key) {
        this.key = new SecretKeySpec(key.array(), ALGORITHM);
    }

    public Alias.Name mobile(MobileNumber number) {
        return digest(Alias.MOBILE, number.value());
    }

    /** E-mail addresses compare without regard to case. */
    public Alias.Name email(String address) {
        return digest(Alias.EMAIL, address.strip().toLowerCase(Locale.ROOT));
    }

    private Alias.Name digest(String scheme, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Alias.Name(scheme, Bytes.of(mac.doFinal((scheme + ":" + value).getBytes(StandardCharsets.UTF_8))).hex());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
