package guichet.protocol.operations;

/** A type or version this program is too old to read. Not a fault: the entry waits until the program is newer. */
public final class UnknownVersion extends Exception {
    private static final long serialVersionUID = 1L;

    public UnknownVersion(String type, long version) {
        super(type + " version " + version);
    }
}
