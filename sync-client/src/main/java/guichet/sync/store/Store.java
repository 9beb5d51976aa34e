package guichet.sync.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A desk's store: an encrypted SQLite file in WAL mode with {@code synchronous=FULL}. One process has it open (file lock), one
 * thread writes at a time, any number read. All faults are {@link StoreFault}.
 */
public final class Store implements AutoCloseable {

    private Store() {
    }

    /** Opens the store, and makes it and its key when there is neither. Brings an older one up to date. */
    public static Store open(Path file, StoreKey key) {
        throw new UnsupportedOperationException();
    }

    /**
     * Does work in one transaction. When this returns, the work is on disk (G1); when it throws, nothing of it is. Nested calls
     * join the outer transaction.
     */
    public <T extends @Nullable Object> T write(Work<T> work) {
        throw new UnsupportedOperationException();
    }

    /** Reads one consistent snapshot; never waits for a writer. Writing through the connection fails. */
    public <T extends @Nullable Object> T read(Query<T> query) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keeps every other writer out while an action runs: for judging against a view and appending what was judged as one step.
     * The action may call {@link #read} and {@link #write}.
     */
    public <T extends @Nullable Object> T exclusively(Supplier<T> action) {
        throw new UnsupportedOperationException();
    }

    /** A small value kept by name, such as a chosen printer. */
    public Optional<String> setting(String name) {
        throw new UnsupportedOperationException();
    }

    /** Keeps a small value by name; null forgets it. */
    public void setting(String name, @Nullable String value) {
        throw new UnsupportedOperationException();
    }

    public Path file() {
        throw new UnsupportedOperationException();
    }

    /** Waits for the writer, empties the WAL into the file and lets go of the lock. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
