package guichet.protocol.desk;

import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.SideRecord;
import java.util.List;

/**
 * Entries on their way to the server.
 *
 * @param entries   1 to {@link #MAX_ENTRIES}, of one chain, in sequence without a gap
 * @param sides     the side records they refer to, where the desk holds them
 * @param signature the desk's over the last entry's head
 */
public record Batch(List<Entry> entries, List<SideRecord> sides, Bytes signature) {
    public static final int MAX_ENTRIES = 500;
}
