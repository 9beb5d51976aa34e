package guichet.desk.signin;

import java.util.List;

/** Sign-in at this desk. Methods may block; the console calls them off the screen's thread. */
public interface SignInDesk {
    /** Operators who signed in here lately, latest first: offered for the fast switch. */
    List<Operator> recent();

    /** Checks name and PIN, online or by the key kept here. The console wipes the PIN after the call. */
    SignInResult signIn(String name, char[] pin);

    /** Ends the operator's session. A lock of the screen does not call it. */
    void signOut();
}
