package guichet.server.feed;

import guichet.server.web.Role;
import io.javalin.config.JavalinState;
import io.javalin.http.sse.SseClient;
import io.javalin.plugin.Plugin;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * GET /api/desk/v1/live: tells desks that there is something new, as server-sent events with the feed's position. Only a hint: a
 * desk that hears none still reads the feed. Nobody waits for a desk: each is written to by a thread of its own, one at a time,
 * and whoever is slow hears of the newest position only.
 */
public final class Live extends Plugin<Void> implements AutoCloseable {
    /** So often a desk hears at least something, so that it and the proxies between know that the line stands. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("live-", 0).factory());
    private final ScheduledExecutorService heart = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("live-heartbeat").daemon().factory());
    private final Duration heartbeat;

    public Live(Publisher publisher) {
        this(publisher, HEARTBEAT);
    }

    Live(Publisher publisher, Duration heartbeat) {
        this.heartbeat = heartbeat;
        publisher.listen(this::nudge);
    }

    /** Where events go. Blocks while the other side does not read. */
    interface Line extends AutoCloseable {
        void changes(long position);

        void beat();

        @Override
        void close();
    }

    @Override
    public void onInitialize(JavalinState state) {
        state.routes.sse("/api/desk/v1/live", client -> {
            client.keepAlive();
            client.sendEvent("hello", "0");
            client.onClose(open(line(client)));
        }, Role.DESK);
    }

    /** Begins to send heartbeats. */
    public Live start() {
        ScheduledFuture<?> _ = heart.scheduleAtFixedRate(() -> listeners.forEach(Listener::beat), heartbeat.toMillis(),
                heartbeat.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** From now on the line hears what is new; what is given back ends that. */
    Runnable open(Line line) {
        Listener listener = new Listener(line);
        listeners.add(listener);
        if (senders.isShutdown()) {
            line.close();
        }
        return () -> listeners.remove(listener);
    }

    /** Says that the feed has come to this position; never waits. */
    void nudge(long position) {
        listeners.forEach(listener -> listener.changed(position));
    }

    /** Hangs up on everybody. */
    @Override
    public void close() {
        heart.shutdownNow();
        List<Listener> open = List.copyOf(listeners);
        senders.shutdownNow();
        open.forEach(listener -> listener.line.close());
        listeners.clear();
    }

    private static Line line(SseClient client) {
        return new Line() {
            @Override
            public void changes(long position) {
                standing();
                client.sendEvent("changes", Long.toString(position));
            }

            @Override
            public void beat() {
                standing();
                client.sendComment("here");
            }

            private void standing() {
                if (client.terminated()) {
                    throw new IllegalStateException("hung up");
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    /** One desk. At most one thread writes to it; of what comes meanwhile the newest position is kept. */
    private final class Listener {
        private final Line line;
        private long newest;
        private long told;
        private boolean beat;
        private boolean sending;

        Listener(Line line) {
            this.line = line;
        }

        synchronized void changed(long position) {
            newest = Math.max(newest, position);
            wake();
        }

        synchronized void beat() {
            beat = true;
            wake();
        }

        private void wake() {
            if (!sending) {
                sending = true;
                try {
                    senders.execute(this::send);
                } catch (RejectedExecutionException e) {
                    listeners.remove(this); // the server is closing
                }
            }
        }

        private void send() {
            try {
                for (Runnable word = next(); word != null; word = next()) {
                    word.run();
                }
            } catch (RuntimeException e) {
                listeners.remove(this); // gone; it reads the feed when it is back
                line.close();
            }
        }

        /** What is to be said now; null ends the sender. */
        private synchronized @Nullable Runnable next() {
            boolean due = beat;
            beat = false;
            if (newest > told) {
                long position = newest;
                told = position;
                return () -> line.changes(position);
            }
            sending = due;
            return due ? line::beat : null;
        }
    }
}
