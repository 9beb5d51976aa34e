package guichet.console.words;

import guichet.desk.words.Amount;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/** The only place where minor units become text and typed text becomes minor units. No floating point is involved. */
public final class MoneyFormat {
    private final Locale locale;

    /** Formats for one language. */
    public MoneyFormat(Locale locale) {
        this.locale = locale;
    }

    /** The amount with its currency code, "1,250.00 EUR". */
    public String text(Amount amount) {
        return number(amount) + "\u00a0" + amount.currency();
    }

    /** The amount without its currency, for places that show the currency beside it. */
    public String number(Amount amount) {
        int digits = digits(amount.currency());
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(amount.minor(), digits));
    }

    /** The character between units and fraction. */
    public char separator() {
        return DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
    }

    /**
     * What was typed on a keypad: digits and at most one separator (point or comma). Empty when it is no amount or too large.
     */
    public Optional<Amount> parse(String typed, String currency) {
        int digits = digits(currency);
        String plain = typed.strip().replace(',', '.');
        if (!plain.matches("\\d{1,12}(\\.\\d{0," + digits + "})?")) {
            return Optional.empty();
        }
        return Optional.of(new Amount(
                new BigDecimal(plain.endsWith(".") ? plain + "0" : plain).movePointRight(digits).longValueExact(), currency));
    }

    private static int digits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
