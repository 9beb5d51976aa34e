package guichet.console.devices;

import guichet.console.words.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Everything plugged in.
 *
 * @param trouble in words why nothing happens and what to do: service down, no reader, reader busy, driver missing
 */
public record DevicesState(List<ReaderLine> readers, Optional<Reason> trouble, StoreProtection protection) {
    public DevicesState {
        readers = List.copyOf(readers);
    }

    /** What guards the store's key. */
    public enum StoreProtection {
        /** The operating system's key store. */
        KEY_STORE,
        /** A file only this user may read. */
        FILE
    }
}
