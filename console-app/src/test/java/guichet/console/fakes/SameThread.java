package guichet.console.fakes;

import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs work at once on the calling thread, or later when told to hold; timers run when the clock is advanced. */
public final class SameThread implements TaskExecutor {
    private record Timer(Instant at, Runnable action) {
    }

    private final ManualClock clock;
    private final List<Timer> timers = new ArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;

    /** Timers follow this clock. */
    public SameThread(ManualClock clock) {
        this.clock = clock;
    }

    /** Keeps work back until {@link #release}. */
    public void hold() {
        holding = true;
    }

    /** Runs what was kept back. */
    public void release() {
        holding = false;
        while (!held.isEmpty()) {
            held.poll().run();
        }
    }

    /** Moves the clock and runs the timers that are due, in order. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        while (true) {
            Timer next = timers.stream().filter(timer -> !timer.at().isAfter(end)).min(Comparator.comparing(Timer::at))
                    .orElse(null);
            if (next == null) {
                break;
            }
            timers.remove(next);
            clock.advance(Duration.between(clock.instant(), next.at()));
            next.action().run();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    @Override
    public <T> Work run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        boolean[] cancelled = new boolean[1];
        Runnable all = () -> {
            if (cancelled[0]) {
                return;
            }
            T result;
            try {
                result = work.call();
            } catch (Exception e) {
                failed.accept(e);
                return;
            }
            done.accept(result);
        };
        if (holding) {
            held.add(all);
        } else {
            all.run();
        }
        return () -> cancelled[0] = true;
    }

    @Override
    public void onScreen(Runnable action) {
        action.run();
    }

    @Override
    public Work after(Duration delay, Runnable action) {
        Timer timer = new Timer(clock.instant().plus(delay), action);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void close() {
        timers.clear();
        held.clear();
    }
}
