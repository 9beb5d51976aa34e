package guichet.server.messages;

/** Shows enough of a number or an address to be recognised by its owner, and no more. */
public final class Masks {
    private Masks() {
    }

    /** The first three and the last two characters; everything hidden if there are fewer than eight. */
    public static String mask(String text) {
        int length = text.length();
        if (length < 8) {
            return "*".repeat(length);
        }
        return text.substring(0, 3) + "*".repeat(length - 5) + text.substring(length - 2);
    }
}
