package guichet.console.counter;

import guichet.desk.counter.CardSeen;

/** Something begun at the counter, shown over it until it is closed. */
public sealed interface Flow permits ReloadViewModel, AssignViewModel, HistoryViewModel, BlockViewModel {
    /** True while an operation is on its way: nothing may take its place. */
    boolean frozen();

    /** True when nothing would be lost by closing: not begun, or done. */
    boolean idle();

    /** A card was tapped while this is open; true when it is of use here. */
    boolean tap(CardSeen card);

    /** Releases timers and work. Never undoes anything. */
    void close();
}
