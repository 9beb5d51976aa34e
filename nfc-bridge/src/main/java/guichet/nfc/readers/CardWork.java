package guichet.nfc.readers;

/** Something to do with a card, on its reader's thread and in one transaction. */
@FunctionalInterface
public interface CardWork<T> {
    T with(CardSession session) throws Exception;
}
