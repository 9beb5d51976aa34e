package guichet.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A postmaster that died but was never reaped by its parent still answers a signal, so PostgreSQL takes its lock file for a
 * living server and refuses to start. A zombie holds neither memory nor files: its lock file may go. Backends that outlived it
 * are still found by PostgreSQL itself, through the shared memory block of the data directory.
 */
final class ZombiePostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(ZombiePostmaster.class);

    private ZombiePostmaster() {
    }

    static void forget(Path data) throws IOException {
        Optional<Long> process = PostmasterFile.process(data);
        if (process.isPresent() && isZombie(process.get())) {
            LOG.warn("The database server {} is dead but unreaped; its lock file is removed", process.get());
            Files.delete(PostmasterFile.in(data));
        }
    }

    static boolean isZombie(long process) throws IOException {
        Path stat = Path.of("/proc", Long.toString(process), "stat");
        if (!Files.isReadable(stat)) {
            return false;
        }
        String line = Files.readString(stat);
        // the name stands in parentheses and may contain anything; the state is the first field after the last one
        int end = line.lastIndexOf(')');
        return end >= 0 && line.length() > end + 2 && line.charAt(end + 2) == 'Z';
    }
}
