package guichet.server.messages;

import java.util.Optional;

/**
 * One message to one person.
 *
 * @param channel SMS or mail
 * @param to a number in international form, or a mail address
 * @param purpose what it is for, such as {@code assign_card}
 * @param code the one-time code in it, if it carries one
 * @param text what the person reads, code included
 */
public record Message(Channel channel, String to, String purpose, Optional<String> code, String text) {
    /** How it goes out. */
    public enum Channel {
        /** A text message. */
        SMS,
        /** A mail. */
        MAIL
    }

    /** The recipient with all but the first three and last two characters hidden. */
    public String maskedTo() {
        return Masks.mask(to);
    }

    /** Without recipient, code and text. */
    @Override
    public String toString() {
        return "Message[" + channel + ", " + purpose + ", to " + maskedTo() + "]";
    }
}
