package guichet.nfc.pcsc;

/** A connected card; belongs to the thread of its context. */
public interface PcscCard extends AutoCloseable {

    /** The protocol in use: 0 none, 1 T=0, 2 T=1. */
    int protocol();

    /** Sends a command APDU and returns the answer with its status word. */
    byte[] transmit(byte[] command) throws PcscException;

    /** Sends a command to the reader or its driver. */
    byte[] control(int code, byte[] command) throws PcscException;

    /** Waits until no other program holds the card, then keeps them out until {@link #end()}. */
    void begin() throws PcscException;

    void end() throws PcscException;

    /** Takes the card over again after a reset, or resets it. */
    void reconnect(Disposition initialization) throws PcscException;

    /** Lets go of the card. Never throws: a card that has gone needs no goodbye. A second call does nothing. */
    void disconnect(Disposition disposition);

    /** Lets go and leaves the card as it is. */
    @Override
    default void close() {
        disconnect(Disposition.LEAVE);
    }

    /** What happens to the card. */
    enum Disposition {
        LEAVE(0), RESET(1), UNPOWER(2);

        private final int code;

        Disposition(int code) {
            this.code = code;
        }

        /** The value winscard.h gives it. */
        int code() {
            return code;
        }
    }
}
