package guichet.nfc.virtual;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A virtual card lying on a vpcd reader that listens, as a stock vpcd does (port 35963). Closing takes it away. */
public final class VpcdCard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VpcdCard.class);

    private final SocketChannel channel;
    private final Thread thread;

    /**
     * Lays the card on the reader at this address.
     *
     * @throws IOException when nothing listens there
     */
    public VpcdCard(VirtualCard card, String host, int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(host, port));
        thread = Thread.ofPlatform().daemon().name("vpcd-card-" + card.uid()).start(() -> serve(card));
    }

    private void serve(VirtualCard card) {
        try (channel) {
            VpcdLink.serve(channel, card);
        } catch (IOException ended) {
            LOG.debug("virtual card {}: {}", card.uid(), ended.getMessage());
        }
    }

    /** Waits until the reader has gone or the card was taken away. */
    public void await() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
