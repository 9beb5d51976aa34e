package guichet.console.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/** The executor of a running console: daemon threads named console-work-n and console-timer, results on the FX thread. */
public final class BackgroundExecutor implements TaskExecutor {
    private final ExecutorService workers = Executors.newCachedThreadPool(named("console-work-"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("console-timer-"));

    @Override
    public <T> Work run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        AtomicBoolean cancelled = new AtomicBoolean();
        Future<?> future = workers.submit(() -> {
            try {
                T result = work.call();
                deliver(cancelled, () -> done.accept(result));
            } catch (Exception e) {
                deliver(cancelled, () -> failed.accept(e));
            }
        });
        return () -> {
            cancelled.set(true);
            future.cancel(true);
        };
    }

    @Override
    public void onScreen(Runnable action) {
        Platform.runLater(action);
    }

    @Override
    public Work after(Duration delay, Runnable action) {
        AtomicBoolean cancelled = new AtomicBoolean();
        Future<?> future = timer.schedule(() -> deliver(cancelled, action), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            cancelled.set(true);
            future.cancel(false);
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private void deliver(AtomicBoolean cancelled, Runnable action) {
        // looked at on the screen's thread, where cancel is called: no result can slip through after it
        onScreen(() -> {
            if (!cancelled.get()) {
                action.run();
            }
        });
    }

    private static ThreadFactory named(String prefix) {
        return Thread.ofPlatform().daemon().name(prefix, 1).factory();
    }
}
