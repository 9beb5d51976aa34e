package guichet.sync.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures: twice as long each time, never quite the same, so that desks do not come back in step. */
final class Pace {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private int failures;

    Pace(RandomGenerator random) {
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** Between half of the step and all of it. */
    Duration failed() {
        long step = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 16));
        failures++;
        return Duration.ofMillis(step / 2 + random.nextLong(step / 2 + 1));
    }
}
