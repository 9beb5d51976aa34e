package guichet.sync;

import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A store that was made once; tests begin with a copy of it. */
final class EmptyStore {
    private static final Path TEMPLATE = make();

    private EmptyStore() {
    }

    static void copyTo(Path file) {
        try {
            Files.copy(TEMPLATE, file);
            Files.copy(StoreKeyFile.beside(TEMPLATE).file(), StoreKeyFile.beside(file).file(),
                    java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("empty-store");
            Path file = folder.resolve("template.db");
            Store.open(file, StoreKeyFile.beside(file)).close();
            for (Path path : new Path[]{folder, file, StoreKeyFile.beside(file).file(), Path.of(file + ".lock")}) {
                path.toFile().deleteOnExit();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
