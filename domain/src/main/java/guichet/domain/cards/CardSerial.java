package guichet.domain.cards;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A card's serial in its one spelling: trimmed, upper case. Readers deliver the UID as upper-case hex without separators.
 *
 * @param value 1 to 100 characters
 */
public record CardSerial(String value) {
    private static final Pattern RANDOM_UID = Pattern.compile("08[0-9A-F]{6}");
    private static final int MAX_LENGTH = 100;

    /** Normalises what was typed or read; throws {@link IllegalArgumentException} when blank or longer than 100. */
    public static CardSerial parse(String typed) {
        String value = typed.trim().toUpperCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not a card serial");
        }
        return new CardSerial(value);
    }

    /** A four-byte UID that begins with 08 is made anew at each tap (ISO 14443-3): it names nothing. */
    public boolean isRandomUid() {
        return RANDOM_UID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
