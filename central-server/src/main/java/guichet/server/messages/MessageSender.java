package guichet.server.messages;

import java.io.IOException;
import java.time.InstantSource;
import java.nio.file.Path;
import okhttp3.HttpUrl;

/** A way out for messages. */
public interface MessageSender extends AutoCloseable {
    /**
     * Hands the message over; it may take seconds, so it is not called inside a transaction.
     *
     * @throws IOException if it was not taken; trying again is then up to the person
     */
    void send(Message message) throws IOException;

    @Override
    default void close() {
    }

    /**
     * The sender for SMS that a setting names.
     *
     * @param setting {@code log}, {@code file:DIR} or {@code http:URL}, where URL may be a whole one ({@code http:https://…})
     * @throws IllegalArgumentException if it is none of them
     */
    static MessageSender ofSms(String setting, InstantSource clock) {
        if (setting.startsWith("http:")) {
            String url = setting.startsWith("http://") ? setting : setting.substring("http:".length());
            return new GatewaySender(HttpUrl.get(url));
        }
        return ofMail(setting, clock);
    }

    /**
     * The sender for mail that a setting names.
     *
     * @param setting {@code log} or {@code file:DIR}
     * @throws IllegalArgumentException if it is none of them
     */
    static MessageSender ofMail(String setting, InstantSource clock) {
        if (setting.equals("log")) {
            return new LogSender();
        }
        if (setting.startsWith("file:")) {
            return new FileSender(Path.of(setting.substring("file:".length())), clock);
        }
        throw new IllegalArgumentException("Messages cannot be sent this way: " + setting);
    }
}
