package guichet.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param name           as the launcher's documentation lists it
 * @param reference      the peer or limit measured in the same run, or null where the number stands alone
 * @param referenceValue in the same unit, or null
 */
public record Figure(String name, double value, String unit, @Nullable String reference, @Nullable Double referenceValue) {

    /** A number that stands alone. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null, null);
    }

    /** Ours against the reference, or null. */
    public @Nullable Double ratio() {
        return referenceValue == null || referenceValue == 0 ? null : value / referenceValue;
    }
}
