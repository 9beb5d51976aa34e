package guichet.domain.members;

/**
 * A mobile number in the one spelling that is stored and compared: {@code +} and digits for every number whose country is
 * known. Egyptian spellings follow the TicketRunners contract, 1.7; anything else is kept as typed, without separators.
 *
 * @param value the normalised spelling
 */
public record MobileNumber(String value) {
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15; // E.164

    /**
     * Normalises what was typed.
     *
     * @throws IllegalArgumentException when it cannot be a number at all: other characters than digits, blanks, {@code + - ( ) . /},
     *                                  fewer than 7 or more than 15 digits
     */
    public static MobileNumber parse(String typed) {
        String input = typed.trim().replaceFirst("^%2[Bb]", "+").replaceAll("[\\s\\-().\\u200e\\u200f/]", "");
        if (!input.matches("\\+?[0-9]+")) {
            throw new IllegalArgumentException("not a mobile number");
        }
        String digits = input.startsWith("+") ? input.substring(1) : input;
        if (digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS) {
            throw new IllegalArgumentException("not a mobile number");
        }
        return new MobileNumber(normalise(input, digits));
    }

    private static String normalise(String input, String digits) {
        if (digits.startsWith("2001") && digits.length() == 13) {
            return "+20" + digits.substring(3);
        }
        if (input.startsWith("+")) {
            return input;
        }
        if (digits.startsWith("20") && digits.length() >= 12) {
            return "+" + digits;
        }
        if (digits.startsWith("0") && digits.length() == 11) {
            return "+20" + digits.substring(1);
        }
        if (digits.startsWith("1") && digits.length() == 10) {
            return "+20" + digits;
        }
        return digits;
    }

    /** All but the last three digits hidden: for screens and logs that only need to tell numbers apart. */
    public String masked() {
        int shown = Math.min(3, value.length());
        return "•".repeat(value.length() - shown) + value.substring(value.length() - shown);
    }

    @Override
    public String toString() {
        return value;
    }
}
