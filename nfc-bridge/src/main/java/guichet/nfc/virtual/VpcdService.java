package guichet.nfc.virtual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real pcscd of our own with a virtual reader of two slots, apart from the system's: in a mount namespace in which
 * /run is our directory (so socket and pid file are ours) and the driver directory holds vpcd alone (so no real reader
 * is touched). Clients reach it by {@link #socket()}.
 */
public final class VpcdService implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Path DAEMON = Path.of("/usr/sbin/pcscd");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** $1 our directory. Both binds are seen by this process and its children only. */
    private static final String IN_NAMESPACE = """
            mount --bind "$1/drivers" /usr/lib/pcsc/drivers && mount --bind "$1/run" /run \
            && exec pcscd --foreground --config "$1/readers"
            """;

    private final Path directory;
    private final List<VpcdReader> slots;
    private @Nullable Process process;

    /**
     * Prepares a service; {@link #start()} starts it.
     *
     * @param directory an empty directory, not below /run; its path must leave room for a socket's (about 80 bytes)
     * @param readerName what the reader is called; pcscd adds " 00 00" and " 00 01"
     */
    public VpcdService(Path directory, String readerName) throws IOException {
        this.directory = directory.toAbsolutePath();
        this.slots = neighbours();
        for (String part : List.of("run", "readers", "drivers")) {
            Files.createDirectories(this.directory.resolve(part));
        }
        Path driver = this.directory.resolve("libifdvpcd.so");
        Files.copy(DRIVER, driver, StandardCopyOption.REPLACE_EXISTING);
        int port = slots.getFirst().port();
        Files.writeString(this.directory.resolve("readers/guichet"), """
                FRIENDLYNAME "%s"
                DEVICENAME 127.0.0.1:%d
                LIBPATH %s
                CHANNELID %d
                """.formatted(readerName, port, driver, port));
    }

    /** Why it cannot run here; empty when it can. */
    public static Optional<String> whyNot() {
        if (!Files.isExecutable(DAEMON) || !Files.exists(DRIVER)) {
            return Optional.of("pcscd and vpcd are not installed");
        }
        try {
            List<String> probe = new ArrayList<>(namespace());
            probe.addAll(List.of("mount", "--bind", "/tmp", "/run"));
            Process process = new ProcessBuilder(probe).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("this user may not make a mount namespace");
        } catch (IOException e) {
            return Optional.of("unshare is not installed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static List<String> namespace() {
        return System.getProperty("user.name", "").equals("root")
                ? List.of("unshare", "--mount")
                : List.of("unshare", "--map-root-user", "--mount");
    }

    /** The driver calls a slot's port plus one for the second slot, so both ports are needed. */
    private static List<VpcdReader> neighbours() throws IOException {
        for (int attempt = 0;; attempt++) {
            VpcdReader first = new VpcdReader(0);
            try {
                return List.of(first, new VpcdReader(first.port() + 1));
            } catch (IOException taken) {
                first.close();
                if (attempt == 20) {
                    throw taken;
                }
            }
        }
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
        List<String> command = new ArrayList<>(namespace());
        command.addAll(List.of("sh", "-c", IN_NAMESPACE, "sh", directory.toString()));
        Path log = directory.resolve("pcscd.log");
        Process started = new ProcessBuilder(command).redirectErrorStream(true)
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

    private void end(java.util.function.UnaryOperator<Process> how) {
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
        stop();
        for (VpcdReader slot : slots) {
            try {
                slot.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
