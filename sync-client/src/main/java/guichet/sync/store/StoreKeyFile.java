package guichet.sync.store;

import guichet.protocol.chain.Bytes;
import java.nio.file.Path;

/** The key as 64 hex digits in a file that only its owner may read (0600), outside the store. */
public record StoreKeyFile(Path file) implements StoreKey {

    @Override
    public Bytes read() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Bytes create() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean exists() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String protection() {
        throw new UnsupportedOperationException();
    }
}
