package guichet.nfc.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps the events of a monitor and waits for those to come. */
final class HeardEvents implements Consumer<ReaderEvent> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<ReaderEvent> events = new ArrayList<>();
    private int next;

    @Override
    public void accept(ReaderEvent event) {
        lock.lock();
        try {
            events.add(event);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next event of this kind, counted from the last one that was waited for. */
    <E extends ReaderEvent> E next(Class<E> kind) throws InterruptedException {
        return kind.cast(next(kind.getSimpleName(), kind::isInstance));
    }

    Tap nextTap() throws InterruptedException {
        return next(ReaderEvent.Tapped.class).tap();
    }

    private ReaderEvent next(String what, Predicate<ReaderEvent> wanted) throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (true) {
                while (next < events.size()) {
                    ReaderEvent event = events.get(next++);
                    if (wanted.test(event)) {
                        return event;
                    }
                }
                if (left <= 0) {
                    throw new AssertionError("no " + what + " came; heard " + events);
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    List<ReaderEvent> all() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - until).as("waiting until %s", what).isNegative();
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
