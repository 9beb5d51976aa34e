package guichet.desk.news;

/** Something listened to, until closed. Closing twice is allowed. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
