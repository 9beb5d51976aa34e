package guichet.protocol.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enrolment code as people carry it, such as {@code K7QM-4XN2HT8R-09af31c2d4e5f607}. The alphabet leaves out letters that look
 * like digits; case, spaces and the typing of O for 0 and I or L for 1 do not matter.
 *
 * @param selector four characters that name the code at the server
 * @param secret eight characters that only the server's hash knows
 * @param fingerprint of the server's key, see {@link KeyFingerprint}
 */
public record EnrolmentCode(String selector, String secret, String fingerprint) {
    /** The characters of selector and secret. */
    public static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern FORM = Pattern.compile("([0-9A-HJKMNP-TV-Z]{4})-?([0-9A-HJKMNP-TV-Z]{8})-?([0-9A-F]{16})");

    /** Reads a code as it was typed; empty if it has not the form of one. */
    public static Optional<EnrolmentCode> read(String typed) {
        String plain = typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
        Matcher form = FORM.matcher(plain);
        return form.matches()
                ? Optional.of(new EnrolmentCode(form.group(1), form.group(2), form.group(3).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** As people carry it. */
    public String text() {
        return selector + "-" + secret + "-" + fingerprint;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EnrolmentCode[" + selector + "]";
    }
}
