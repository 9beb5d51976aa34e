package guichet.domain.money;

import java.util.Currency;

/**
 * An amount of one currency.
 *
 * @param minor    minor units (cents, piastres); negative amounts are legal and mean the opposite direction
 * @param currency ISO 4217
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    public static Money of(long minor, String currencyCode) {
        return new Money(minor, Currency.getInstance(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Throws {@link ArithmeticException} on overflow, {@link IllegalArgumentException} on another currency. */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other).minor), currency);
    }

    /** Throws {@link ArithmeticException} on overflow, {@link IllegalArgumentException} on another currency. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, same(other).minor);
    }

    /** Plain decimal text in major units with the currency's own number of digits, no currency code: "-12.05". */
    public String decimal() {
        int digits = Math.max(currency.getDefaultFractionDigits(), 0);
        return java.math.BigDecimal.valueOf(minor, digits).toPlainString();
    }

    /**
     * Reads major units ("12", "12.5", "12.05").
     *
     * @throws IllegalArgumentException when the text is no number, has more digits than the currency, or is too large
     */
    public static Money parse(String decimal, Currency currency) {
        try {
            int digits = Math.max(currency.getDefaultFractionDigits(), 0);
            return new Money(new java.math.BigDecimal(decimal.trim()).movePointRight(digits).longValueExact(), currency);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not an amount of " + currency + ": " + decimal, e);
        }
    }

    @Override
    public String toString() {
        return decimal() + " " + currency.getCurrencyCode();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
