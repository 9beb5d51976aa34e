package guichet.desk.news;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners that something may have changed: a feed page, a verdict, an append, a reader. Many changes in a row are told
 * once. Listeners are called on one thread, named "desk-news", in the order in which they came.
 */
public final class News implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("desk-news").factory());
    private final AtomicBoolean pending = new AtomicBoolean();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Something may have changed. Returns at once, from any thread. */
    public void changed() {
        if (!closed && pending.compareAndSet(false, true)) {
            try {
                thread.execute(this::tell);
            } catch (RejectedExecutionException e) {
                LOG.debug("closed meanwhile", e);
            }
        }
    }

    /** Calls the listener after each change, until the subscription is closed. */
    public Subscription listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell() {
        pending.set(false);
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException fault) {
                if (!closed) {
                    LOG.error("a listener failed", fault);
                }
            }
        }
    }

    /** Ends the thread; the listener that runs is waited for. */
    @Override
    public void close() {
        closed = true;
        pending.set(true);
        thread.close();
    }
}
