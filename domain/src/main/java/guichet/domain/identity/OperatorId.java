package guichet.domain.identity;

import java.util.UUID;

/** Names an operator: cashier, floor, supervisor or admin. */
public record OperatorId(UUID value) {

    /** Reads the canonical text form; throws {@link IllegalArgumentException} on anything else. */
    public static OperatorId parse(String text) {
        return new OperatorId(Uuid7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
