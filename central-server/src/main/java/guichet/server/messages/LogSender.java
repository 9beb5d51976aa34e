package guichet.server.messages;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that a message would have gone out, to whom (masked) and for what. Never the code or the text. */
final class LogSender implements MessageSender {
    private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);

    @Override
    public void send(Message message) {
        LOG.info("{} for {} to {} (not sent: messages go to the log)", message.channel(), message.purpose(), message.maskedTo());
    }
}
