package guichet.console.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs what must not run on the screen's thread, and brings results back to it. */
public interface TaskExecutor extends AutoCloseable {
    /**
     * Runs work in the background. Exactly one of done and failed is called, on the screen's thread, unless the work was cancelled.
     */
    <T> Work run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

    /** Runs an action on the screen's thread, from any thread, in order. */
    void onScreen(Runnable action);

    /** Runs an action on the screen's thread after a delay. */
    Work after(Duration delay, Runnable action);

    /** Cancels what is waiting, interrupts what runs. */
    @Override
    void close();
}
