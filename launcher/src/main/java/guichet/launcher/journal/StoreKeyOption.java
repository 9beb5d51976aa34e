package guichet.launcher.journal;

import guichet.sync.store.StoreKey;
import guichet.sync.store.StoreKeyFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a store's key is. */
final class StoreKeyOption {
    @Option(names = "--store-key", description = "The store's key file. Default: the .key file beside the store.")
    private @Nullable Path file;

    /** The key of a store that is there; empty when it has none: then the store is not encrypted. */
    Optional<StoreKey> of(Path store) {
        StoreKeyFile key = fresh(store);
        return key.exists() ? Optional.of(key) : Optional.empty();
    }

    /** The key of a store that is to be made. */
    StoreKeyFile fresh(Path store) {
        return file == null ? StoreKeyFile.beside(store) : new StoreKeyFile(file);
    }
}
