package guichet.desk.status;

import guichet.desk.news.Subscription;
import java.util.function.Consumer;

/** The desk's state at a glance. */
public interface StatusDesk {
    /** The state now; answers from memory. */
    DeskStatus now();

    /** Calls the listener with each new state, from any thread, in order. */
    Subscription onChange(Consumer<DeskStatus> listener);
}
