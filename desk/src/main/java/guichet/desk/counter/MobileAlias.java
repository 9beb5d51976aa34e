package guichet.desk.counter;

import guichet.desk.line.Line;
import guichet.domain.members.Alias;
import guichet.domain.members.MobileNumber;
import guichet.protocol.chain.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A mobile number as an alias: the licencee's keyed digest, so that neither keys nor verdicts hold the number. */
final class MobileAlias {
    /** Set at enrolment, Base64. */
    static final String KEY = "alias.key";

    private MobileAlias() {
    }

    /** {@code mobile:} and lower-case hex of HMAC-SHA256(key, "mobile:" number); empty when the desk was given no key. */
    static Optional<Alias.Name> of(Line line, MobileNumber number) {
        return line.store().setting(KEY).map(Bytes::base64)
                .map(key -> new Alias.Name(Alias.MOBILE, digest(key, Alias.MOBILE + ":" + number.value())));
    }

    private static String digest(Bytes key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.array(), "HmacSHA256"));
            return Bytes.of(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))).hex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
