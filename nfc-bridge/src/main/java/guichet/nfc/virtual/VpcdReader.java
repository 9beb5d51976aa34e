package guichet.nfc.virtual;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place on a vpcd reader where cards are laid, for a vpcd that calls us (DEVICENAME host:port). It listens on
 * 127.0.0.1 only, where a vpcd that is called listens on all interfaces. It must listen before pcscd starts: this
 * vpcd goes on with a closed descriptor when nobody answers its call.
 */
public final class VpcdReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VpcdReader.class);

    private final ServerSocketChannel server;
    private @Nullable VirtualCard card;
    private @Nullable SocketChannel connection;

    /** @param port 0 for any that is free */
    public VpcdReader(int port) throws IOException {
        server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port));
        } catch (IOException taken) {
            server.close();
            throw taken;
        }
        Thread.ofPlatform().daemon().name("vpcd-reader-" + port()).start(this::listen);
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** Lays a card there. The driver notices at its next poll, within 400 ms. */
    public synchronized void insert(VirtualCard laid) {
        hangUp();
        card = laid;
    }

    /** Takes the card away. The driver notices at its next poll. */
    public synchronized void remove() {
        card = null;
        hangUp();
    }

    private void hangUp() {
        SocketChannel open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("hanging up: {}", e.getMessage());
            }
        }
    }

    private void listen() {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                VirtualCard laid = answering(caller);
                if (laid != null) {
                    VpcdLink.serve(caller, laid);
                }
            } catch (IOException ended) {
                LOG.debug("vpcd hung up: {}", ended.getMessage());
            }
        }
    }

    /** Without a card the caller is hung up on: that is how vpcd knows that the reader is empty. */
    private synchronized @Nullable VirtualCard answering(SocketChannel caller) {
        if (card != null) {
            connection = caller;
        }
        return card;
    }

    @Override
    public void close() throws IOException {
        remove();
        server.close();
    }
}
