package guichet.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The lines of {@code postmaster.pid} this launcher reads: 1 the process, 4 the port. */
final class PostmasterFile {
    private PostmasterFile() {
    }

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    static Optional<Integer> port(Path data) throws IOException {
        return line(data, 3).map(Math::toIntExact);
    }

    static Optional<Long> process(Path data) throws IOException {
        return line(data, 0);
    }

    private static Optional<Long> line(Path data, int index) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(in(data));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= index || !lines.get(index).strip().matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return Optional.of(Long.valueOf(lines.get(index).strip()));
    }
}
