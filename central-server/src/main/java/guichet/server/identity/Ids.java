package guichet.server.identity;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.util.UUID;

/** Makes identifiers: UUIDv7, in the order they are made. */
public final class Ids {
    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator(new SecureRandom());

    /** A new identifier. */
    public UUID next() {
        return generator.generate();
    }
}
