package guichet.sync.verify;

import guichet.protocol.chain.Bytes;
import guichet.sync.store.StoreKey;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;

/** A journal as lines of JSON that anybody can carry, read and verify: entries, side records and countersigned heads. */
public final class JournalBundle {

    private JournalBundle() {
    }

    /** Writes a store's whole journal, signed with the desk's key. Returns the number of entries. */
    public static long export(Path file, Optional<StoreKey> key, Writer out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Verifies a bundle as {@link JournalVerifier#verify} does a store. */
    public static Report verify(Reader bundle, Optional<String> fingerprint, Optional<Bytes> head) throws IOException {
        throw new UnsupportedOperationException();
    }
}
