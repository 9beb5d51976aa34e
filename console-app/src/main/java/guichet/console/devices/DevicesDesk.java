package guichet.console.devices;

import guichet.console.work.Subscription;
import java.util.function.Consumer;

/** Readers and what else is plugged in. */
public interface DevicesDesk {
    /** The state now. */
    DevicesState state();

    /** Calls the listener with each new state, from any thread, in order. */
    Subscription onState(Consumer<DevicesState> listener);

    /** Calls the listener at each tap, from any thread, in order. */
    Subscription onTap(Consumer<TapSeen> listener);

    /** Tries the server; may block up to its timeout. */
    ConnectionTest testConnection();
}
