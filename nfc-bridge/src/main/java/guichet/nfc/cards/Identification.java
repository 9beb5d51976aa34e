package guichet.nfc.cards;

import guichet.nfc.pcsc.Atr;
import guichet.nfc.pcsc.PcscException;
import java.util.HexFormat;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/**
 * Finds a card's technology: first from the ATR (PC/SC part 3, section 3.1.3.2.3), then by asking the card where the
 * ATR does not say enough. What a card says of itself is information, not proof.
 */
public final class Identification {
    /** Initial header, application identifier of the PC/SC workgroup, then SS and two bytes of card name. */
    private static final String STORAGE_CARD = "3B8F8001804F0CA0000003";
    private static final String DESFIRE = "3B8180018080";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int OK = 0x9000;
    private static final int MORE = 0x91AF;

    private Identification() {
    }

    /** What the answer to reset alone says. */
    public static Technology byAtr(Atr atr) {
        String hex = atr.hex();
        if (hex.startsWith(STORAGE_CARD) && hex.length() >= STORAGE_CARD.length() + 8) {
            int name = STORAGE_CARD.length() + 4;
            return storageCard(hex.substring(name, name + 4));
        }
        if (hex.equals(DESFIRE)) {
            return Technology.DESFIRE;
        }
        return hex.matches("3B8[0-9A-F]8001.*") ? Technology.ISO_DEP : Technology.UNKNOWN;
    }

    /** Card names of PC/SC part 3 supplement, and those makers added. */
    private static Technology storageCard(String name) {
        return switch (name) {
            case "0001" -> Technology.MIFARE_CLASSIC_1K;
            case "0002" -> Technology.MIFARE_CLASSIC_4K;
            case "0003" -> Technology.ULTRALIGHT;
            case "0026" -> Technology.MIFARE_MINI;
            case "003A" -> Technology.ULTRALIGHT_C;
            case "003D" -> Technology.ULTRALIGHT_EV1;
            case "003B" -> Technology.FELICA;
            case "0014", "0035" -> Technology.ICODE;
            default -> Technology.UNKNOWN;
        };
    }

    /**
     * Asks the card for its model where the ATR names only the family.
     *
     * @param pn532 whether the reader passes commands to a PN532 (FF 00 00 00 .. D4 42), as the ACR122U does
     */
    public static Technology ask(Atr atr, boolean pn532, CardLink card) throws PcscException {
        Technology family = byAtr(atr);
        return switch (family) {
            case ULTRALIGHT, ULTRALIGHT_EV1 -> type2(family, pn532, card);
            case DESFIRE -> desfire(card);
            default -> family;
        };
    }

    /** Two ways to the model of a type 2 card: GET_VERSION where the reader can send it, else the size it declares. */
    private static Technology type2(Technology family, boolean pn532, CardLink card) throws PcscException {
        if (pn532) {
            ResponseAPDU answer = card.transmit(new CommandAPDU(HexFormat.of().parseHex("FF00000003D44260")));
            String version = HEX.formatHex(answer.getData());
            if (answer.getSW() == OK && version.startsWith("D54300") && version.length() == 22) {
                return byVersion(version.substring(6), family);
            }
        }
        ResponseAPDU capability = card.transmit(new CommandAPDU(0xFF, 0xB0, 0, 3, 16));
        byte[] page = capability.getData();
        if (capability.getSW() != OK || page.length < 4 || page[0] != (byte) 0xE1) {
            return family;
        }
        return switch (page[2]) {
            case 0x12 -> Technology.NTAG213;
            case 0x3E -> Technology.NTAG215;
            case 0x6D -> Technology.NTAG216;
            default -> family;
        };
    }

    /** The eight bytes of GET_VERSION: byte 2 is the product, byte 6 the storage size. */
    static Technology byVersion(String version, Technology otherwise) {
        String product = version.substring(4, 6);
        if (product.equals("03")) {
            return Technology.ULTRALIGHT_EV1;
        }
        if (!product.equals("04")) {
            return otherwise;
        }
        return switch (version.substring(12, 14)) {
            case "0F" -> Technology.NTAG213;
            case "11" -> Technology.NTAG215;
            case "13" -> version.startsWith("02", 6) ? Technology.NTAG216 : Technology.NTAG;
            default -> Technology.NTAG;
        };
    }

    /** DESFire GetVersion: three frames; byte 1 of the first is the type, byte 3 the hardware's major version. */
    private static Technology desfire(CardLink card) throws PcscException {
        ResponseAPDU answer = card.transmit(new CommandAPDU(0x90, 0x60, 0, 0, 256));
        byte[] hardware = answer.getData();
        // The other frames must be fetched too, or the card takes the next command for an abort.
        for (int frame = 1; answer.getSW() == MORE && frame < 3; frame++) {
            answer = card.transmit(new CommandAPDU(0x90, 0xAF, 0, 0, 256));
        }
        if (answer.getSW() != 0x9100 || hardware.length < 7) {
            return Technology.ISO_DEP;
        }
        return switch (hardware[3]) {
            case 0x01 -> Technology.DESFIRE_EV1;
            case 0x12 -> Technology.DESFIRE_EV2;
            case 0x33 -> Technology.DESFIRE_EV3;
            case 0x30 -> hardware[1] == 0x04 ? Technology.NTAG424 : Technology.DESFIRE_LIGHT;
            default -> Technology.DESFIRE;
        };
    }
}
