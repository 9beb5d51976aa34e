package guichet.domain.operations;

import guichet.domain.cards.CardSerial;
import java.util.Locale;

/**
 * Stops a card. A claim on the card.
 */
public record BlockCard(Header header, CardSerial card, Reason reason) implements Operation {

    /** Why a card is stopped. */
    public enum Reason {
        LOST, STOLEN, BROKEN, HOUSE;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Reason parse(String spelling) {
            return valueOf(spelling.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public BlockCard with(Header other) {
        return new BlockCard(other, card, reason);
    }
}
