package guichet.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's own programs, run as the right account. */
record PostgresPrograms(Path binaries, PostgresAccount account) {
    /** Runs a program to its end; a failure carries what it said. */
    void run(Duration limit, String program, String... arguments) throws IOException {
        Path said = Files.createTempFile("guichet-" + program, ".log");
        try {
            Process process = builder(program, List.of(arguments)).redirectOutput(said.toFile()).start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new DatabaseException("DATABASE_START_FAILED",
                        program + " did not finish within " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new DatabaseException("DATABASE_START_FAILED",
                        program + " failed: " + Files.readString(said, StandardCharsets.UTF_8).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("DATABASE_START_FAILED", "Interrupted while " + program + " runs", e);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /** Starts the server; what it says before its own log is open goes to a file, so that it can outlive this process. */
    Process start(Path said, List<String> settings) throws IOException {
        return builder("postgres", settings).redirectOutput(said.toFile()).start();
    }

    private ProcessBuilder builder(String program, List<String> arguments) {
        List<String> words = new ArrayList<>(account.prefix());
        words.add(binaries.resolve("bin").resolve(program).toString());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).directory(binaries.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }
}
