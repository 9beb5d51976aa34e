package guichet.server.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import guichet.server.web.ApiError;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Secrets as Argon2id (19 MiB, two passes). Only a few are computed at once: each takes its memory and a processor. */
public final class SecretHashes {
    private static final int KIB = 19_456;
    private static final int PASSES = 2;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Argon2Function function = Argon2Function.getInstance(KIB, PASSES, 1, 32, Argon2.ID);
    private final Semaphore places;
    private final String decoy;

    /** @param atOnce how many may be computed at the same time */
    public SecretHashes(int atOnce) {
        this.places = new Semaphore(atOnce, true);
        this.decoy = hash("a secret nobody has");
    }

    /** The hash of {@code secret} with a new salt, in PHC form. */
    public String hash(String secret) {
        return inPlace(() -> Password.hash(secret).addRandomSalt(16).with(function).getResult());
    }

    /** Whether {@code secret} is the one that was hashed. */
    public boolean matches(String secret, String hash) {
        return inPlace(() -> Password.check(secret, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** Takes as long as {@link #matches}, for an account that does not exist. */
    public void matchesNobody(String secret) {
        boolean _ = matches(secret, decoy);
    }

    private <T> T inPlace(Supplier<T> work) {
        try {
            if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ApiError.tooMany(WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.tooMany(WAIT);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
