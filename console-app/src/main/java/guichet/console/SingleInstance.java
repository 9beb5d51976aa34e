package guichet.console;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One console per profile. The first start holds a lock and listens on a Unix domain socket in the data directory; a second one rings
 * there, so that the first comes to the front, and ends.
 */
public final class SingleInstance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);

    private final FileChannel lockFile;
    private final FileLock lock;
    private final ServerSocketChannel server;
    private final Path socket;
    private final Thread listener;

    private SingleInstance(FileChannel lockFile, FileLock lock, ServerSocketChannel server, Path socket, Runnable raise) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.server = server;
        this.socket = socket;
        this.listener = Thread.ofPlatform().daemon().name("console-instance").unstarted(() -> listen(raise));
    }

    /**
     * Becomes the one instance, or rings at the one there is.
     *
     * @param raise called, on a thread of its own, when a second start rings
     * @return empty when another one runs
     */
    public static Optional<SingleInstance> claim(Path dataDirectory, Runnable raise) throws IOException {
        Files.createDirectories(dataDirectory);
        Path socket = dataDirectory.resolve("console.sock");
        FileChannel lockFile = FileChannel.open(dataDirectory.resolve("console.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = tryLock(lockFile);
        if (lock == null) {
            lockFile.close();
            ring(socket);
            return Optional.empty();
        }
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        SingleInstance instance = new SingleInstance(lockFile, lock, server, socket, raise);
        instance.listener.start();
        return Optional.of(instance);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static void ring(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(new byte[]{1}));
        } catch (IOException e) {
            LOG.warn("INSTANCE_NOT_RUNG {}: it may be starting or ending", socket, e);
        }
    }

    private void listen(Runnable raise) {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                if (caller.read(ByteBuffer.allocate(1)) == 1) {
                    raise.run();
                }
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                LOG.warn("INSTANCE_SOCKET", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("INSTANCE_NOT_RELEASED", e);
        }
    }
}
