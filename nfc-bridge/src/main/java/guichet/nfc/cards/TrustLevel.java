package guichet.nfc.cards;

/** How far a tap proves that this is the card it says it is, weakest first. */
public enum TrustLevel {
    /** UID only: not proof. Anybody can make a card or a phone that says this UID. */
    UID_ONLY,
    /** The chip's signature by its maker fits the UID. It can be copied with the UID to another card. */
    GENUINE_CHIP,
    /** The card has shown that it knows a secret key of ours. */
    AUTHENTICATED
}
