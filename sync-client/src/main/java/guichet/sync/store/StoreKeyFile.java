package guichet.sync.store;

import guichet.protocol.chain.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The key as 64 hex digits in a file that only its owner may read (0600), outside the store. */
public record StoreKeyFile(Path file) implements StoreKey {
    private static final Set<PosixFilePermission> OWNER = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Where the key of a store lies unless another place is chosen: {@code desk.db} has {@code desk.key} beside it. */
    public static StoreKeyFile beside(Path store) {
        String name = String.valueOf(store.getFileName());
        int dot = name.lastIndexOf('.');
        return new StoreKeyFile(store.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".key"));
    }

    @Override
    public Bytes read() {
        if (!exists()) {
            throw new StoreFault(StoreFault.Code.KEY_MISSING, "the key file " + file + " is missing", null);
        }
        try {
            if (posix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new StoreFault(StoreFault.Code.KEY_UNREADABLE, "others may read the key file " + file, null);
            }
            Bytes key = Bytes.hex(Files.readString(file).strip());
            if (key.length() != LENGTH) {
                throw new IllegalArgumentException("wrong length");
            }
            return key;
        } catch (IOException | IllegalArgumentException e) {
            // The cause's message could quote what was read.
            throw new StoreFault(StoreFault.Code.KEY_UNREADABLE,
                    "the key file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")", null);
        }
    }

    @Override
    public Bytes create() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        FileAttribute<?>[] attributes = posix() ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        try (FileChannel out = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer text = ByteBuffer.wrap((Bytes.of(key).hex() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new StoreFault(StoreFault.Code.KEY_UNREADABLE, "there is a key file already: " + file, e);
        } catch (IOException e) {
            throw new StoreFault(StoreFault.Code.FAILED, "cannot write the key file " + file, e);
        }
        return Bytes.of(key);
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public String protection() {
        return "the file " + file + ", which only its owner may read";
    }

    private boolean posix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
