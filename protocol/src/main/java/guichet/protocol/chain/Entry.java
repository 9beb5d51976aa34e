package guichet.protocol.chain;

/**
 * One entry of a chain. Its bytes never change; where it was sent and what the verdict was stand outside.
 *
 * @param sequence 1, 2, 3 … without a gap
 * @param bytes    the canonical bytes of the operation or of what was told
 * @param approval canonical bytes of another person's approval, empty when there is none
 * @param previous hash of the entry before, {@link Chain#GENESIS} for the first
 * @param hash     hash of this entry
 */
public record Entry(Chain chain, long sequence, EntryKind kind, Bytes bytes, Bytes approval, Bytes previous, Bytes hash) {

    /** Makes the entry that follows. */
    public static Entry after(Chain chain, long sequence, Bytes previous, EntryKind kind, Bytes bytes, Bytes approval) {
        return new Entry(chain, sequence, kind, bytes, approval, previous,
                hash(chain, sequence, previous, kind, bytes, approval));
    }

    /** Whether the hash is the hash of everything else in it. */
    public boolean isWhole() {
        return hash.equals(hash(chain, sequence, previous, kind, bytes, approval));
    }

    private static Bytes hash(Chain chain, long sequence, Bytes previous, EntryKind kind, Bytes bytes, Bytes approval) {
        return new Digest("guichet-entry-1").add(previous).add(chain.desk().toString()).add(chain.incarnation().toString())
                .add(sequence)
                .add(kind.spelling()).add(bytes).add(approval).done();
    }
}
