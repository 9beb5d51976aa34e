package guichet.console.counter;

import guichet.console.words.Reason;

/** What came of checking a one-time code. */
public sealed interface CodeCheck {
    /** @param proof goes into the assignment */
    record Right(String proof) implements CodeCheck {
    }

    /** @param triesLeft before a new code is needed */
    record Wrong(int triesLeft) implements CodeCheck {
    }

    /** Not checked: expired, offline. */
    record NotChecked(Reason reason) implements CodeCheck {
    }
}
