package guichet.nfc.virtual;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A smart card service in this process, under the real libpcsclite: it speaks pcscd's protocol 4.4 on a socket of its
 * own, needs no root and no hardware, and lets readers, cards and the service itself come and go at will. Clients find
 * it by the environment variable in {@link #environment()}.
 *
 * <p>
 * Readers and cards outlive {@link #kill()}, as real ones do.
 */
public final class StandInPcscd implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandInPcscd.class);

    private final Path socket;
    private final StandInReaders readers = new StandInReaders();
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocketChannel server;

    /** @param socket where to listen; at most about 100 bytes long */
    public StandInPcscd(Path socket) {
        this.socket = socket;
    }

    public Path socket() {
        return socket;
    }

    /** The setting that leads a program to this service instead of the system's. */
    public String environment() {
        return "PCSCLITE_CSOCK_NAME=" + socket.toAbsolutePath();
    }

    /** Starts to answer. A socket file left behind is replaced. */
    public synchronized void start() throws IOException {
        if (server != null) {
            return;
        }
        Files.deleteIfExists(socket);
        ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        opened.bind(UnixDomainSocketAddress.of(socket));
        server = opened;
        Thread.ofPlatform().daemon().name("stand-in-pcscd").start(() -> accept(opened));
    }

    private void accept(ServerSocketChannel opened) {
        while (opened.isOpen()) {
            try {
                SocketChannel client = opened.accept();
                clients.add(client);
                Thread.ofVirtual().name("stand-in-pcscd-client").start(() -> serve(client));
                if (!opened.isOpen()) {
                    client.close();
                }
            } catch (IOException ended) {
                LOG.debug("stand-in pcscd: {}", ended.getMessage());
            }
        }
    }

    private void serve(SocketChannel channel) {
        StandInClient client = new StandInClient(channel, readers);
        try (channel) {
            client.run();
        } catch (IOException ended) {
            LOG.debug("stand-in pcscd, client: {}", ended.getMessage());
        } finally {
            readers.leave(client);
            clients.remove(channel);
        }
    }

    /** Ends as after kill -9: every connection breaks, the socket file stays. */
    public synchronized void kill() throws IOException {
        ServerSocketChannel opened = server;
        server = null;
        if (opened != null) {
            opened.close();
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    /** How many connections are open, which is how many contexts its clients have. */
    public int clients() {
        return clients.size();
    }

    public void addReader(String name) {
        readers.add(name);
    }

    /** Unplugs a reader, with the card that lies there. */
    public void removeReader(String name) {
        readers.remove(name);
    }

    /** Lays a card on a reader; one that lies there is taken away first. */
    public void insert(String reader, VirtualCard card) {
        readers.insert(reader, card);
    }

    /** Lays something there that does not answer. */
    public void insertMute(String reader) {
        readers.insertMute(reader);
    }

    public void removeCard(String reader) {
        readers.removeCard(reader);
    }

    /** Lets the next commands to a reader's card fail, as when a card is held at the edge of the field. */
    public void disturb(String reader, int commands) {
        readers.disturb(reader, commands);
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.deleteIfExists(socket);
    }
}
