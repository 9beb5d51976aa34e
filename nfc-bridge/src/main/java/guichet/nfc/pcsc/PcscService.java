package guichet.nfc.pcsc;

/** A way to the smart card service of the operating system. Safe for use by any thread. */
public interface PcscService {

    /** What stands behind it, for the Devices screen and the log: a library name. */
    String name();

    /**
     * Opens a context. Each thread uses its own: on pcsc-lite a context is one socket behind one lock, so a call on
     * a context that waits for events is answered only when the wait ends.
     */
    PcscContext establish() throws PcscException;

    /** How many contexts are open now. Tests hold it against leaks. */
    int openContexts();
}
