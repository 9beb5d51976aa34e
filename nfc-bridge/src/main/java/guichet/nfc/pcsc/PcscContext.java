package guichet.nfc.pcsc;

import java.time.Duration;
import java.util.List;

/** One connection to the smart card service, used by one thread; only {@link #cancel()} may come from another. */
public interface PcscContext extends AutoCloseable {

    /** Names of the readers, in the service's order; empty when there are none. */
    List<String> readers() throws PcscException;

    /**
     * Waits until a reader's state differs from the one known, a reader comes or goes, {@link #cancel()} or the
     * timeout, and returns the states as they are then. The caller lists the readers again on each return.
     *
     * @throws PcscException also UNKNOWN_READER, when one of the readers has gone
     */
    List<ReaderStatus> waitForChange(List<ReaderStatus> known, Duration timeout) throws PcscException;

    /** Ends a wait in another thread. One that has not begun is not ended. */
    void cancel();

    /** Connects to the card on a reader, with T=0 or T=1. */
    PcscCard connect(String reader, ShareMode mode) throws PcscException;

    /** Releases the context and all its cards. Never throws; a second call does nothing. */
    @Override
    void close();

    /** How a card or reader is shared with other programs. */
    enum ShareMode {
        SHARED, EXCLUSIVE,
        /** The reader itself, also without a card. */
        DIRECT
    }
}
