package guichet.sync.server;

/** A bearer token. Never in logs. */
public record Token(String value) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Token[…]";
    }
}
