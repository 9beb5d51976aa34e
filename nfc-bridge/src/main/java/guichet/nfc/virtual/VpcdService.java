package guichet.nfc.virtual;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real pcscd of our own with a virtual reader of two slots, apart from the system's. Linux, root only. It runs in
 * namespaces of its own: /run is our directory, so socket and pid file are ours; the driver directory holds vpcd alone,
 * so no real reader is touched; the network is a loopback nobody else is on, since vpcd listens on all interfaces.
 * Clients reach it by {@link #socket()}.
 */
public final class VpcdService implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Path DAEMON = Path.of("/usr/sbin/pcscd");
    private static final int PORT = 35_963;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> NAMESPACE = List.of("unshare", "--mount", "--net", "sh", "-c");
    /** $1 our directory. */
    private static final String IN_NAMESPACE = """
            ip link set lo up && mount --bind "$1/drivers" /usr/lib/pcsc/drivers && mount --bind "$1/run" /run \
            && exec pcscd --foreground --config "$1/readers"
            """;

    private final Path directory;
    private final NetworkNamespace network = new NetworkNamespace();
    private final List<VpcdReader> slots = List.of(new VpcdReader(() -> connect(PORT)),
            new VpcdReader(() -> connect(PORT + 1)));
    private volatile @Nullable Process process;

    /**
     * Prepares a service; {@link #start()} starts it.
     *
     * @param directory an empty directory, not below /run; its path must leave room for a socket's (about 80 bytes)
     * @param readerName what the reader is called; pcscd adds " 00 00" and " 00 01"
     */
    public VpcdService(Path directory, String readerName) throws IOException {
        this.directory = directory.toAbsolutePath();
        for (String part : List.of("run", "readers", "drivers")) {
            Files.createDirectories(this.directory.resolve(part));
        }
        Path driver = this.directory.resolve("libifdvpcd.so");
        Files.copy(DRIVER, driver, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(this.directory.resolve("readers/guichet"), """
                FRIENDLYNAME "%s"
                DEVICENAME /dev/null:%d
                LIBPATH %s
                CHANNELID %d
                """.formatted(readerName, PORT, driver, PORT));
    }

    /** Why it cannot run here; empty when it can. */
    public static Optional<String> whyNot() {
        if (!Files.isExecutable(DAEMON) || !Files.exists(DRIVER)) {
            return Optional.of("pcscd and vpcd are not installed");
        }
        try {
            Process probe = process("ip link set lo up && mount --bind /tmp /run", Path.of("/"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return probe.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("this user may not make namespaces, or ip and mount are not installed");
        } catch (IOException e) {
            return Optional.of("unshare is not installed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static ProcessBuilder process(String script, Path directory) {
        List<String> command = Stream.concat(NAMESPACE.stream(), Stream.of(script, "sh", directory.toString())).toList();
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private SocketChannel connect(int port) throws IOException {
        Process running = process;
        if (running == null) {
            throw new IOException("pcscd is not running");
        }
        return network.connect(running.pid(), port);
    }

    /** The socket for PCSCLITE_CSOCK_NAME. */
    public Path socket() {
        return directory.resolve("run/pcscd/pcscd.comm");
    }

    /** @param number 0 or 1 */
    public VpcdReader slot(int number) {
        return slots.get(number);
    }

    /**
     * Starts pcscd and waits until it answers on its socket.
     *
     * @throws IOException when it ends or does not answer within ten seconds
     */
    public void start() throws IOException {
        // What a killed pcscd leaves behind makes the next one refuse to start.
        Files.deleteIfExists(socket());
        Files.deleteIfExists(socket().resolveSibling("pcscd.pid"));
        Path log = directory.resolve("pcscd.log");
        Process started = process(IN_NAMESPACE, directory)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        process = started;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - until > 0) {
                kill();
                throw new IOException("pcscd does not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private boolean answers() {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(socket()));
        } catch (IOException notYet) {
            return false;
        }
    }

    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Kills it as kill -9 does; socket and pid file stay behind. Returns when it has ended. */
    public void kill() {
        end(Process::destroyForcibly);
    }

    /** Asks it to end, and returns when it has. */
    public void stop() {
        end(p -> {
            p.destroy();
            return p;
        });
    }

    private void end(UnaryOperator<Process> how) {
        Process running = process;
        process = null;
        if (running != null) {
            try {
                how.apply(running).waitFor();
            } catch (InterruptedException e) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        slots.forEach(VpcdReader::remove);
        stop();
    }
}
