package guichet.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    /** One cluster for all tests of this class: unpacking and initialising is the slow part. */
    @TempDir
    static Path shared;

    private static Path home() {
        return shared.resolve("home");
    }

    private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void tell(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void writesThroughToTheDiskAndListensToThisMachineOnly() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home())) {
            assertThat(postgres.adopted()).isFalse();
            for (String on : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(ask(postgres, "show " + on)).as(on).isEqualTo("on");
            }
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
            assertThat(ask(postgres, "show max_locks_per_transaction")).isEqualTo("256");
            assertThat(
                    ask(postgres, "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'guichet'"))
                    .isEqualTo("b C.UTF-8");
            assertThat(ask(postgres, "select rolpassword from pg_authid where rolname = 'guichet'")).startsWith("SCRAM-SHA-256$");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.address().url(), "guichet", "a guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void isNotStartedTwice() {
        try (EmbeddedPostgres _ = EmbeddedPostgres.start(home())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(home())).isInstanceOfSatisfying(DatabaseException.class,
                    e -> assertThat(e.code()).isEqualTo("DATABASE_IN_USE"));
        }
    }

    @Test
    void adoptsTheServerOfAKilledProcessWithAllThatWasCommitted() throws Exception {
        Process child = child(List.of(), System.getProperty("java.class.path"), home(), "wait");
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("READY");
            // SIGKILL: no hook runs, the server lives on without its parent
            child.destroyForcibly().waitFor();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home())) {
            assertThat(postgres.adopted()).isTrue();
            assertThat(Integer.parseInt(ask(postgres, "select count(*) from kept"))).isPositive();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home())) {
            assertThat(postgres.adopted()).as("it was stopped").isFalse();
        }
    }

    @Test
    void recoversAServerThatWasKilledItself() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home())) {
            tell(postgres, "create table if not exists survives (n int)");
            tell(postgres, "truncate survives");
            tell(postgres, "insert into survives values (42)");
            kill(PostmasterFile.process(home().resolve("data")).orElseThrow());
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home())) {
            assertThat(postgres.adopted()).isFalse();
            assertThat(ask(postgres, "select n from survives")).isEqualTo("42");
        }
    }

    @Test
    void startsThoughTheLockFileNamesAZombie() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home())) {
            tell(postgres, "checkpoint");
            kill(PostmasterFile.process(home().resolve("data")).orElseThrow());
        }
        // the shell becomes a program that never asks for its child's end, so the child stays a zombie
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.01 & echo $!; exec sleep 300").start();
        try {
            long zombie = Long.parseLong(parent.inputReader(StandardCharsets.UTF_8).readLine());
            await(() -> isZombie(zombie));
            Path lockFile = PostmasterFile.in(home().resolve("data"));
            List<String> lines = new ArrayList<>(Files.readAllLines(lockFile));
            lines.set(0, Long.toString(zombie));
            Files.write(lockFile, lines);
            long began = System.nanoTime();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home())) {
                assertThat(ask(postgres, "select 1")).isEqualTo("1");
            }
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(30);
        } finally {
            parent.destroyForcibly();
        }
    }

    private static boolean isZombie(long process) {
        try {
            return ZombiePostmaster.isZombie(process);
        } catch (IOException e) {
            return false;
        }
    }

    private static void kill(long process) {
        ProcessHandle handle = ProcessHandle.of(process).orElseThrow();
        handle.destroyForcibly();
        await(() -> !handle.isAlive());
    }

    @Test
    void runsForAnOrdinaryUser() throws Exception {
        assumeTrue(PostgresAccount.isRoot(), "an ordinary user runs all the other tests as such");
        Path open = openDirectory();
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path copy = open.resolve(jars.size() + "-" + Path.of(entry).getFileName());
            copy(Path.of(entry), copy);
            jars.add(copy.toString());
        }
        Path home = Files.createDirectory(open.resolve("home"));
        Files.setAttribute(home, "unix:uid", 65534);
        Files.setAttribute(home, "unix:gid", 65534);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Process child = child(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                String.join(File.pathSeparator, jars), home,
                "end");
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("READY").endsWith("CLOSED\n");
    }

    @Test
    void runsForRootWhereUserNamespacesAreNotAllowed() throws Exception {
        assumeTrue(PostgresAccount.isRoot(), "only root can give a directory away");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(openDirectory().resolve("home"), PostgresAccount.nobody())) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
        }
    }

    private static Path openDirectory() throws IOException {
        Path directory = Files.createTempDirectory("guichet-open");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory.toFile().deleteOnExit();
        return directory;
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        if (Files.exists(from)) {
            assertThat(new ProcessBuilder("cp", "-rL", from.toString(), to.toString()).start().waitFor()).isZero();
            assertThat(new ProcessBuilder("chmod", "-R", "a+rX", to.toString()).start().waitFor()).isZero();
        }
    }

    private static Process child(List<String> prefix, String classPath, Path home, String then) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp", classPath,
                PostgresChild.class.getName(), home.toString(), then));
        return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
