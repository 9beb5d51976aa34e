package guichet.server.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what one address, one principal or one number does, in this process. The names seen last are kept, up to a limit, so
 * that the table cannot be filled from outside.
 */
public final class RateLimits {
    private static final int NAMES = 20_000;

    /**
     * How much is allowed.
     *
     * @param name what is counted, part of the key
     * @param times how often
     * @param per in how long; the allowance comes back evenly
     */
    public record Limit(String name, int times, Duration per) {
    }

    private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > NAMES;
        }
    });

    /**
     * Takes one from what {@code who} has left of {@code limit}.
     *
     * @throws ApiError 429 with Retry-After if nothing is left
     */
    public void take(Limit limit, String who) {
        ConsumptionProbe probe = bucket(limit, who).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ApiError.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    private Bucket bucket(Limit limit, String who) {
        return buckets.computeIfAbsent(limit.name() + ":" + who, _ -> Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.times()).refillGreedy(limit.times(), limit.per()))
                .build());
    }
}
