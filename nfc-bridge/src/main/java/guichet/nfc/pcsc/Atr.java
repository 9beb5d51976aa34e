package guichet.nfc.pcsc;

import java.util.HexFormat;

/** A card's answer to reset, in upper-case hex; empty when there is none. */
public record Atr(String hex) {
    public static final Atr NONE = new Atr("");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public static Atr of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Atr(HEX.formatHex(bytes));
    }

    public byte[] bytes() {
        return HEX.parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
