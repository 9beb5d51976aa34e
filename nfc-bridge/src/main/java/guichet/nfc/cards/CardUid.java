package guichet.nfc.cards;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * A card's identifier in its one spelling: upper-case hex without separators. 4, 7 or 10 bytes by ISO 14443-3, 8 by
 * ISO 15693 and FeliCa. Anything else is refused with an IllegalArgumentException; {@link #parse} is for what people
 * and systems write.
 */
public record CardUid(String hex) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Set<Integer> LENGTHS = Set.of(4, 7, 8, 10);

    public CardUid {
        if (!LENGTHS.contains(hex.length() / 2) || !hex.matches("([0-9A-F]{2})+")) {
            throw new IllegalArgumentException("not a card UID: 4, 7, 8 or 10 bytes in upper-case hex");
        }
    }

    public static CardUid of(byte[] bytes) {
        return new CardUid(HEX.formatHex(bytes));
    }

    /**
     * Reads any usual spelling: either case, with spaces, colons, hyphens or dots between digits.
     *
     * @throws IllegalArgumentException when what is left is not a UID
     */
    public static CardUid parse(String text) {
        return new CardUid(text.strip().replaceAll("[\\s:.\\-]", "").toUpperCase(Locale.ROOT));
    }

    public byte[] bytes() {
        return HEX.parseHex(hex);
    }

    /** The same bytes from the other end, as keyboard readers and door systems often store them. */
    public CardUid reversed() {
        byte[] bytes = bytes();
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return of(turned);
    }

    /** True for a UID drawn anew at each tap (ISO 14443-3: four bytes, the first 08): phones and privacy cards. */
    public boolean isRandom() {
        return hex.length() == 8 && hex.startsWith("08");
    }

    @Override
    public String toString() {
        return hex;
    }
}
