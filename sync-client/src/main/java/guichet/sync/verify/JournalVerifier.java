package guichet.sync.verify;

import guichet.protocol.chain.Bytes;
import guichet.sync.store.StoreKey;
import java.nio.file.Path;
import java.util.Optional;

/** Proves a store's journal without changing the file; also while a desk has it open. */
public final class JournalVerifier {

    private JournalVerifier() {
    }

    /**
     * @param file        a store
     * @param key         its key, empty when the store is not encrypted
     * @param fingerprint of the server's key, to compare with the one in the store
     * @param head        hash of an entry that must be in the journal, such as one printed on a slip
     * @throws guichet.sync.store.StoreFault when the file cannot be read at all
     */
    public static Report verify(Path file, Optional<StoreKey> key, Optional<String> fingerprint, Optional<Bytes> head) {
        throw new UnsupportedOperationException();
    }
}
