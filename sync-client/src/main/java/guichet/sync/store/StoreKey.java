package guichet.sync.store;

import guichet.protocol.chain.Bytes;

/** Where the store's 256-bit key is kept: the operating system's key store, or a file beside or away from the store. */
public interface StoreKey {
    /** Length of a key in bytes. */
    int LENGTH = 32;

    /** The key, or throws {@link StoreFault} ({@code KEY_MISSING}, {@code KEY_UNREADABLE}). */
    Bytes read();

    /** Makes and keeps a new random key; throws {@link StoreFault} when there is one already: overwriting it would lose the store. */
    Bytes create();

    /** Whether there is a key. */
    boolean exists();

    /** How the key is protected, for the Devices screen and the log: "file desk.key, readable by its owner only". */
    String protection();
}
