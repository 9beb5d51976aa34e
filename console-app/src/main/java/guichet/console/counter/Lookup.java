package guichet.console.counter;

import guichet.console.words.Reason;
import java.util.List;

/** What a tap, a scan or a typed text leads to. */
public sealed interface Lookup {
    /** One card or member. An unknown, blocked or expired card is one too: its state says so. */
    record Opened(CounterView view) implements Lookup {
    }

    /** Several members fit. */
    record Choose(List<MemberLine> members) implements Lookup {
    }

    /** Nobody fits, or not as far as this desk knows. */
    record Nobody(String asked, Reason reason) implements Lookup {
    }

    /** The card cannot be used at all: random serial, unreadable. */
    record CardRefused(CardSeen card, Reason reason) implements Lookup {
    }
}
