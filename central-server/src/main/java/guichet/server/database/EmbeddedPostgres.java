package guichet.server.database;

import guichet.server.keys.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server owned by this process, in a directory of its own: unpacked, initialised and started when needed.
 * It listens on the loopback address only, asks for a password that is made here and kept in a file only the owner can read,
 * and writes through to the disk (fsync, full pages, checksums). A server left behind by a killed process is adopted.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "guichet";
    static final String DATABASE = "guichet";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final int START_TRIES = 5;

    private final Path data;
    private final PostgresPrograms programs;
    private final PostgresLogin login;
    private final boolean adopted;
    private final FileChannel lockChannel;
    private boolean closed;

    private EmbeddedPostgres(Path data, PostgresPrograms programs, PostgresLogin login, boolean adopted,
            FileChannel lockChannel) {
        this.data = data;
        this.programs = programs;
        this.login = login;
        this.adopted = adopted;
        this.lockChannel = lockChannel;
    }

    /**
     * Starts the server whose cluster lives in {@code home}, or adopts it if it runs already.
     *
     * @throws DatabaseException if another process owns the directory, or PostgreSQL does not start; the message says why
     */
    public static EmbeddedPostgres start(Path home) {
        return start(home, PostgresAccount.detect());
    }

    static EmbeddedPostgres start(Path home, PostgresAccount account) {
        try {
            Path absolute = home.toAbsolutePath().normalize();
            OwnerOnly.directory(absolute);
            FileChannel lock = lock(absolute);
            try {
                return startLocked(absolute, account, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database in " + home + " cannot be started", e);
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("the directory is locked by this same process", e);
        }
        channel.close();
        throw new DatabaseException("DATABASE_IN_USE", "Another server uses the database in " + home);
    }

    private static EmbeddedPostgres startLocked(Path home, PostgresAccount account, FileChannel lock) throws IOException {
        Path binaries = PostgresBinaries.unpack(home);
        PostgresPrograms programs = new PostgresPrograms(binaries, account);
        Path passwordFile = home.resolve("password");
        Path data = home.resolve("data");
        initialise(home, data, passwordFile, programs);
        account.own(home);
        String password = Files.readString(passwordFile).strip();
        Optional<PostgresLogin> running = findRunning(data, password);
        if (running.isPresent()) {
            LOG.info("Adopted the database server left on port {}", running.get().port());
            return ready(new EmbeddedPostgres(data, programs, running.get(), true, lock));
        }
        ZombiePostmaster.forget(data);
        return ready(launch(home, data, programs, password, lock));
    }

    private static EmbeddedPostgres ready(EmbeddedPostgres server) {
        try {
            server.login.createDatabaseIfMissing(DATABASE);
            return server;
        } catch (SQLException e) {
            server.close();
            throw new DatabaseException("DATABASE_START_FAILED", "The database could not be created: " + e.getMessage(), e);
        }
    }

    private static void initialise(Path home, Path data, Path passwordFile, PostgresPrograms programs) throws IOException {
        if (Files.exists(data)) {
            return;
        }
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        OwnerOnly.write(passwordFile, HexFormat.of().formatHex(secret));
        Path fresh = home.resolve("data.new");
        Trees.delete(fresh);
        programs.account().own(home);
        programs.run(Duration.ofMinutes(3), "initdb", "--pgdata=" + fresh, "--username=" + USER, "--pwfile=" + passwordFile,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                "--data-checksums", "--no-instructions");
        // the rename is the commit: a half-made cluster is never taken for a whole one
        Files.move(fresh, data);
    }

    /** A server that answers our password in our own directory; a port that only looks taken is no reason to wait. */
    private static Optional<PostgresLogin> findRunning(Path data, String password) throws IOException {
        Optional<Integer> port = PostmasterFile.port(data);
        if (port.isEmpty()) {
            return Optional.empty();
        }
        PostgresLogin login = new PostgresLogin(port.get(), password);
        long loginDeadline = System.nanoTime() + LOGIN_LIMIT.toNanos();
        long startDeadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            PostgresLogin.Answer answer = login.tryLogin(data);
            switch (answer) {
                case OURS -> {
                    return Optional.of(login);
                }
                case REFUSED, FOREIGN -> {
                    return Optional.empty();
                }
                case STARTING -> {
                    if (System.nanoTime() > startDeadline) {
                        throw new DatabaseException("DATABASE_START_FAILED",
                                "The database server on port " + port.get() + " is still starting or stopping after "
                                        + START_LIMIT.toSeconds() + " s");
                    }
                }
                case UNCLEAR -> {
                    if (System.nanoTime() > loginDeadline) {
                        return Optional.empty();
                    }
                }
            }
            pause(POLL);
        }
    }

    private static EmbeddedPostgres launch(Path home, Path data, PostgresPrograms programs, String password, FileChannel lock)
            throws IOException {
        for (int attempt = 1;; attempt++) {
            PostgresLogin login = new PostgresLogin(freePort(), password);
            Process process = programs.start(home.resolve("start.log"), settings(home, data, login.port()));
            if (awaitLogin(process, login, data)) {
                LOG.info("PostgreSQL runs on 127.0.0.1:{} in {}", login.port(), data);
                return new EmbeddedPostgres(data, programs, login, false, lock);
            }
            if (attempt == START_TRIES) {
                throw new DatabaseException("DATABASE_START_FAILED", "PostgreSQL did not start: " + lastWords(home));
            }
            // the port was taken meanwhile, or processes of a killed server still hold its memory for a moment
            pause(Duration.ofMillis(200L * attempt));
        }
    }

    /** What the server said last: before its log was open, and in its log. */
    private static String lastWords(Path home) throws IOException {
        StringBuilder words = new StringBuilder(Files.readString(home.resolve("start.log")).strip());
        if (Files.isDirectory(home.resolve("log"))) {
            try (Stream<Path> logs = Files.list(home.resolve("log"))) {
                Optional<Path> newest = logs.max(Comparator.comparingLong(log -> log.toFile().lastModified()));
                if (newest.isPresent()) {
                    List<String> lines = Files.readAllLines(newest.get());
                    lines.subList(Math.max(0, lines.size() - 5), lines.size()).forEach(line -> words.append("; ").append(line));
                }
            }
        }
        return words.toString();
    }

    private static List<String> settings(Path home, Path data, int port) {
        List<String> words = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on", "password_encryption=scram-sha-256", "max_connections=100",
                "max_locks_per_transaction=256",
                "timezone=UTC", "log_timezone=UTC", "logging_collector=on", "log_directory=" + home.resolve("log"),
                "log_filename=postgres-%a.log", "log_rotation_age=1d", "log_truncate_on_rotation=on")) {
            words.add("-c");
            words.add(setting);
        }
        return words;
    }

    private static boolean awaitLogin(Process process, PostgresLogin login, Path data) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (process.isAlive()) {
            if (login.tryLogin(data) == PostgresLogin.Answer.OURS) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                return false;
            }
            pause(POLL);
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("DATABASE_START_FAILED", "Interrupted while the database server starts", e);
        }
    }

    /** Where to connect, as the owner of the database. */
    public DatabaseAddress address() {
        return new DatabaseAddress(login.url(DATABASE), Optional.of(USER), Optional.of(login.password()));
    }

    /** True if the server ran already when this process came. */
    public boolean adopted() {
        return adopted;
    }

    /** A new connection for maintenance, outside any pool. */
    public Connection connect() throws SQLException {
        return login.connect(DATABASE);
    }

    /** Stops the server (running transactions are rolled back) and gives the directory free. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lockChannel) {
            programs.run(Duration.ofSeconds(90), "pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "60", "-s");
        } catch (IOException | DatabaseException e) {
            LOG.warn("The database server did not stop cleanly; the next start recovers it", e);
        }
    }
}
