package guichet.sync.verify;

import guichet.protocol.chain.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifying a journal found.
 *
 * @param entries             entries read
 * @param afterCountersigned  entries after the last countersigned one: only the desk vouches for them
 * @param erasedSides         side records that were erased, as they may be
 * @param missingSides        side records that should be here and are not
 * @param head                the last entry, or null when there is none
 * @param serverFingerprint   of the server key found in the store, or null when there is none
 * @param serverChecked       whether that fingerprint is the one that was given
 * @param findings            what is wrong; empty means that the journal is whole
 */
public record Report(long entries, long afterCountersigned, long erasedSides, long missingSides, @Nullable Head head,
        @Nullable String serverFingerprint, boolean serverChecked, List<Finding> findings) {

    public Report {
        findings = List.copyOf(findings);
    }

    public boolean whole() {
        return findings.isEmpty();
    }

    /** What is wrong with an entry. */
    public enum Wrong {
        /** The file itself is damaged. */
        FILE,
        /** The bytes, the approval or the hash were changed. */
        HASH,
        /** The entry does not follow the one before. */
        LINK,
        /** A sequence is missing. */
        GAP,
        /** The bytes cannot be read, or do not belong to the entry. */
        BYTES,
        /** The server had countersigned another entry here: the chain was rewritten. */
        REWRITTEN,
        /** The server had countersigned further than the journal goes, or the given head is not in it: its end was cut off. */
        CUT,
        /** A countersigned head's signature is not the server's. */
        HEAD_SIGNATURE,
        /** An approval's signature is not the approver's. */
        APPROVAL,
        /** A side record's content is not what the operation refers to. */
        SIDE,
        /** The server key in the store is not the one that was given. */
        SERVER_KEY
    }

    /**
     * @param entry  {@code incarnation/sequence}, or null when it is about the whole file
     * @param reason a sentence for a person
     */
    public record Finding(@Nullable String entry, Wrong wrong, String reason) {
    }
}
