package guichet.desk;

import guichet.nfc.pcsc.PcscService;
import guichet.nfc.provider.SystemPcsc;
import guichet.sync.store.StoreKey;
import guichet.sync.store.StoreKeyFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a desk is opened.
 *
 * @param store    the store's file; made when there is none
 * @param key      where the store's key is kept
 * @param kind     what it is enrolled as: counter, cage, gate or machines
 * @param clock    the wall clock
 * @param readers  the smart card service; empty for a desk without readers
 * @param deadline how long an operator waits for the server's verdict
 */
public record DeskConfig(Path store, StoreKey key, String kind, InstantSource clock, Optional<PcscService> readers,
        Duration deadline) {
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** A counter in a directory of its own, with its key in a file there, this computer's readers and clock. */
    public static DeskConfig of(Path directory) {
        Path store = directory.resolve("desk.db");
        return new DeskConfig(store, StoreKeyFile.beside(store), "counter", InstantSource.system(), Optional.of(new SystemPcsc()),
                DEADLINE);
    }

    /** The same without readers. */
    public DeskConfig withoutReaders() {
        return new DeskConfig(store, key, kind, clock, Optional.empty(), deadline);
    }

    /** The same with another clock and deadline. */
    public DeskConfig with(InstantSource other, Duration wait) {
        return new DeskConfig(store, key, kind, other, readers, wait);
    }
}
