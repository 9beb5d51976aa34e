package guichet.desk.words;

import java.util.Currency;

/**
 * Money as a screen gets it.
 *
 * @param minor minor units of the currency (cents), may be negative
 * @param currency ISO 4217 code
 */
public record Amount(long minor, String currency) {
    public Amount {
        Currency.getInstance(currency);
    }

    /** The sum; both must be of one currency. */
    public Amount plus(Amount other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Amount(Math.addExact(minor, other.minor), currency);
    }

    /** This less the other; both must be of one currency. */
    public Amount minus(Amount other) {
        return plus(new Amount(Math.negateExact(other.minor), other.currency));
    }
}
