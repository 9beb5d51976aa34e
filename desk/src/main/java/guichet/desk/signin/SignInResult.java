package guichet.desk.signin;

import guichet.desk.words.Reason;
import java.time.Instant;

/** What came of a sign-in. */
public sealed interface SignInResult {
    /** @param online true when the server confirmed it, false when the desk did by the operator's key kept here */
    record SignedIn(Operator operator, boolean online) implements SignInResult {
    }

    /** @param triesLeft before the name is locked at this desk */
    record WrongPin(int triesLeft) implements SignInResult {
    }

    /** Too many wrong tries. */
    record Locked(Instant until) implements SignInResult {
    }

    /** Not possible now: never signed in here and offline, switched off, other scope. */
    record NotPossible(Reason reason) implements SignInResult {
    }
}
