package guichet.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom PostgreSQL's programs run. They refuse to be root, so root starts them in a user namespace of their own (the files
 * stay root's) or, where namespaces are not allowed, as the account 65534, which then owns the directory.
 *
 * @param prefix the words before each command
 * @param chown whether the directory must be given to the account 65534
 */
record PostgresAccount(List<String> prefix, boolean chown) {
    private static final int NOBODY = 65534;

    static PostgresAccount detect() {
        if (!isRoot()) {
            return new PostgresAccount(List.of(), false);
        }
        return canUnshare() ? unshared() : nobody();
    }

    static PostgresAccount unshared() {
        return new PostgresAccount(List.of("unshare", "-U", "--"), false);
    }

    static PostgresAccount nobody() {
        return new PostgresAccount(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all",
                        "--no-new-privs", "--"),
                true);
    }

    static boolean isRoot() {
        Path self = Path.of("/proc/self");
        try {
            return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean canUnshare() {
        try {
            Process process = new ProcessBuilder("unshare", "-U", "--", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void own(Path home) throws IOException {
        if (!chown) {
            return;
        }
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
                give(directory);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }
}
