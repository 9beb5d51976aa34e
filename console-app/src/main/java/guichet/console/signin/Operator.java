package guichet.console.signin;

/**
 * The person at the desk.
 *
 * @param id internal id
 * @param name the name typed at sign-in
 * @param displayName the name shown
 */
public record Operator(String id, String name, String displayName, Role role) {
}
