package guichet.server.operations;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after held entries from time to time: what a crash left between a verdict and the release of those that waited for it,
 * and what only waited for a newer server.
 */
public final class HeldKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldKeeper.class);
    private static final long EVERY_SECONDS = 20;

    private final DeskOperations operations;
    private final ScheduledExecutorService clockwork = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("held-keeper").daemon().factory());

    public HeldKeeper(DeskOperations operations) {
        this.operations = operations;
    }

    public HeldKeeper start() {
        var _ = clockwork.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void look() {
        try {
            operations.holding().forEach(operations::release);
        } catch (RuntimeException e) {
            LOG.warn("Held entries could not be looked at; it is tried again", e);
        }
    }

    @Override
    public void close() {
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(5, TimeUnit.SECONDS)) {
                clockwork.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
