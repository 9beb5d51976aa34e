package guichet.nfc.cards;

/** The chip in a card, as far as it tells. */
public enum Technology {
    MIFARE_CLASSIC_1K("MIFARE Classic 1K", Family.CLASSIC),
    MIFARE_CLASSIC_4K("MIFARE Classic 4K", Family.CLASSIC),
    MIFARE_MINI("MIFARE Mini", Family.CLASSIC),
    ULTRALIGHT("MIFARE Ultralight", Family.TYPE_2),
    ULTRALIGHT_C("MIFARE Ultralight C", Family.TYPE_2),
    ULTRALIGHT_EV1("MIFARE Ultralight EV1", Family.TYPE_2),
    NTAG213("NTAG213", Family.TYPE_2),
    NTAG215("NTAG215", Family.TYPE_2),
    NTAG216("NTAG216", Family.TYPE_2),
    NTAG("NTAG, other", Family.TYPE_2),
    NTAG424("NTAG 424 DNA", Family.ISO_DEP),
    DESFIRE("MIFARE DESFire", Family.ISO_DEP),
    DESFIRE_EV1("MIFARE DESFire EV1", Family.ISO_DEP),
    DESFIRE_EV2("MIFARE DESFire EV2", Family.ISO_DEP),
    DESFIRE_EV3("MIFARE DESFire EV3", Family.ISO_DEP),
    DESFIRE_LIGHT("MIFARE DESFire Light", Family.ISO_DEP),
    /** A phone, a bank card, a passport: ISO 14443-4 and nothing more known. */
    ISO_DEP("ISO 14443-4", Family.ISO_DEP),
    FELICA("FeliCa", Family.FELICA),
    ICODE("ICODE", Family.ICODE),
    UNKNOWN("unknown", Family.OTHER);

    /** How a card is spoken to. */
    public enum Family {
        CLASSIC, TYPE_2, ISO_DEP, FELICA, ICODE, OTHER
    }

    private final String trade;
    private final Family family;

    Technology(String trade, Family family) {
        this.trade = trade;
        this.family = family;
    }

    /** The name it is sold under. */
    public String tradeName() {
        return trade;
    }

    public Family family() {
        return family;
    }
}
