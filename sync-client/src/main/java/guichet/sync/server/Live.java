package guichet.sync.server;

/** An open line on which the server hints at news. */
public interface Live extends AutoCloseable {

    @Override
    void close();
}
