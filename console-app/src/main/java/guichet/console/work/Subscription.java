package guichet.console.work;

/** Something listened to, until closed. Closing twice is allowed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
