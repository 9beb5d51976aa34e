package guichet.nfc.virtual;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slot of our own pcscd's vpcd, on which cards are laid. A card that lies there when pcscd ends is there again as
 * soon as the next one listens, as plastic would be.
 */
public final class VpcdReader {
    private static final Logger LOG = LoggerFactory.getLogger(VpcdReader.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** How a slot is reached. */
    @FunctionalInterface
    interface Way {
        SocketChannel open() throws IOException;
    }

    private final Way way;
    private @Nullable VirtualCard card;
    private @Nullable SocketChannel connection;

    VpcdReader(Way way) {
        this.way = way;
    }

    /** Lays a card there; one that lies there is taken away. The driver notices at its next poll, within 400 ms. */
    public synchronized void insert(VirtualCard laid) {
        remove();
        card = laid;
        Thread.ofPlatform().daemon().name("vpcd-card-" + laid.uid()).start(() -> lie(laid));
    }

    /** Takes the card away. The driver notices at its next poll. */
    public synchronized void remove() {
        card = null;
        SocketChannel open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("taking a virtual card away: {}", e.getMessage());
            }
        }
    }

    private void lie(VirtualCard laid) {
        while (lies(laid)) {
            try (SocketChannel opened = way.open()) {
                if (connected(laid, opened)) {
                    VpcdLink.serve(opened, laid);
                }
            } catch (IOException notThere) {
                LOG.debug("virtual card {}: {}", laid.uid(), notThere.getMessage());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private synchronized boolean lies(VirtualCard laid) {
        return card == laid;
    }

    private synchronized boolean connected(VirtualCard laid, SocketChannel opened) {
        if (card != laid) {
            return false;
        }
        connection = opened;
        return true;
    }
}
