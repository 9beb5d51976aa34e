package guichet.nfc.pcsc;

/**
 * A reader as the service reports it.
 *
 * @param flags the lower 16 bits of dwEventState
 * @param counter its upper 16 bits: card insertions and removals, modulo 65536; stays 0 where the service has none
 */
public record ReaderStatus(String reader, int flags, int counter, Atr atr) {
    static final int CHANGED = 0x2;
    static final int UNKNOWN = 0x4;
    static final int UNAVAILABLE = 0x8;
    static final int EMPTY = 0x10;
    static final int PRESENT = 0x20;
    static final int EXCLUSIVE = 0x80;
    static final int MUTE = 0x200;

    /** A reader of which nothing is known yet: the next wait returns at once. */
    public static ReaderStatus unaware(String reader) {
        return new ReaderStatus(reader, 0, 0, Atr.NONE);
    }

    static ReaderStatus of(String reader, long eventState, Atr atr) {
        return new ReaderStatus(reader, (int) eventState & 0xFFFF & ~CHANGED, (int) (eventState >> 16) & 0xFFFF, atr);
    }

    /** The same facts as a JDK provider can know them. */
    public static ReaderStatus simple(String reader, boolean present, Atr atr) {
        return new ReaderStatus(reader, present ? PRESENT : EMPTY, 0, atr);
    }

    long currentState() {
        return ((long) counter << 16) | flags;
    }

    public boolean present() {
        return (flags & PRESENT) != 0;
    }

    /** A card lies there and does not answer. */
    public boolean mute() {
        return (flags & MUTE) != 0;
    }

    /** Another program has the reader for itself. */
    public boolean exclusive() {
        return (flags & EXCLUSIVE) != 0;
    }

    /** The reader is there by name only. */
    public boolean unavailable() {
        return (flags & (UNKNOWN | UNAVAILABLE)) != 0;
    }

    /** True when a card lies there now and lay there before, and the counter says it was taken away in between. */
    public boolean swappedSince(ReaderStatus before) {
        return present() && before.present() && ((counter - before.counter) & 0xFFFF) >= 2;
    }
}
