package guichet.sync.verify;

import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.protocol.access.KeyFingerprint;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.json.Malformed;
import guichet.protocol.operations.ApprovalCodec;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.verify.Report.Finding;
import guichet.sync.verify.Report.Wrong;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a journal as it is read, wherever it comes from: first what is known of keys and heads, then the entries of each chain
 * in sequence, then the side records.
 */
final class Check implements Evidence.Reader {
    /** One wrong entry can make all that follow wrong; nobody reads more than this. */
    private static final int MOST_FINDINGS = 100;

    private final Optional<Bytes> wanted;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<OperatorId, PublicKey> approvers = new HashMap<>();
    private final Map<Chain, Map<Long, Head.Countersigned>> heads = new HashMap<>();
    private final Set<Chain> left = new HashSet<>();
    private final Set<Chain> seen = new HashSet<>();
    private final Set<String> digests = new HashSet<>();
    private @Nullable PublicKey serverKey;
    private @Nullable String fingerprint;
    private boolean serverChecked;
    private @Nullable Chain chain;
    private @Nullable Head last;
    private long lastCountersigned;
    private long entries;
    private long afterCountersigned;
    private long erased;
    private boolean wantedFound;

    /** @param wanted hash of an entry that must be there */
    Check(Optional<Bytes> wanted) {
        this.wanted = wanted;
    }

    @Override
    public void serverKey(PublicKey key, Optional<String> expected) {
        serverKey = key;
        fingerprint = KeyFingerprint.of(key);
        serverChecked = expected.isPresent() && expected.get().equalsIgnoreCase(fingerprint);
        if (expected.isPresent() && !serverChecked) {
            found(null, Wrong.SERVER_KEY, "the server's key here is " + fingerprint + ", not " + expected.get());
        }
    }

    @Override
    public void approver(OperatorId operator, PublicKey key) {
        approvers.put(operator, key);
    }

    /** Entries of a chain that was left live on in the next; those after its last head are not counted twice. */
    @Override
    public void left(Chain which) {
        left.add(which);
    }

    @Override
    public void head(Head.Countersigned signed) {
        heads.computeIfAbsent(signed.head().chain(), _ -> new HashMap<>()).put(signed.head().sequence(), signed);
        if (serverKey == null) {
            found(name(signed.head().chain(), signed.head().sequence()), Wrong.HEAD_SIGNATURE,
                    "it is countersigned, and the key of the server is not here");
        } else if (!signed.isSignedBy(serverKey)) {
            found(name(signed.head().chain(), signed.head().sequence()), Wrong.HEAD_SIGNATURE,
                    "the countersignature is not the server's");
        }
    }

    /** @param id what the store calls it; what the bytes say must be the same */
    @Override
    public void entry(Entry entry, String id) {
        if (!entry.chain().equals(chain)) {
            endOfChain();
            chain = entry.chain();
            last = new Head(entry.chain(), 0, Chain.GENESIS);
            lastCountersigned = 0;
        }
        Head before = last == null ? new Head(entry.chain(), 0, Chain.GENESIS) : last;
        String name = name(entry.chain(), entry.sequence());
        if (entry.sequence() != before.sequence() + 1) {
            found(name, Wrong.GAP, "the entries before it, from " + (before.sequence() + 1) + " on, are missing");
        } else if (!entry.previous().equals(before.hash())) {
            found(name, Wrong.LINK, "it does not follow entry " + before.sequence());
        }
        if (!entry.isWhole()) {
            found(name, Wrong.HASH, "its bytes, its approval, its place or its hash were changed");
        }
        countersigned(entry, name);
        content(entry, id, name);
        wantedFound |= wanted.isPresent() && wanted.get().equals(entry.hash());
        last = new Head(entry.chain(), entry.sequence(), entry.hash());
        entries++;
    }

    /** @param side null when it was erased */
    @Override
    public void side(String digest, @Nullable SideRecord side) {
        if (!digests.remove(digest)) {
            return;
        }
        if (side == null) {
            erased++;
        } else if (!side.digest().equals(digest)) {
            found(null, Wrong.SIDE, "side record " + digest + " is not what was referred to");
        }
    }

    void damaged(String how) {
        found(null, Wrong.FILE, how);
    }

    Report report() {
        endOfChain();
        heads.forEach((which, signed) -> {
            if (!seen.contains(which)) {
                cut(which, 0, signed);
            }
        });
        if (wanted.isPresent() && !wantedFound) {
            found(null, Wrong.CUT, "no entry has the hash " + wanted.get().hex()
                    + ": the end was cut off or rewritten, or it is another desk's");
        }
        return new Report(entries, afterCountersigned, erased, digests.size(), last, fingerprint, serverChecked, findings);
    }

    private void countersigned(Entry entry, String name) {
        Head.Countersigned signed = heads.getOrDefault(entry.chain(), Map.of()).get(entry.sequence());
        if (signed == null) {
            return;
        }
        if (signed.head().hash().equals(entry.hash())) {
            lastCountersigned = entry.sequence();
        } else {
            found(name, Wrong.REWRITTEN, "the server had countersigned another entry here at " + signed.at());
        }
    }

    private void content(Entry entry, String id, String name) {
        try {
            if (entry.kind() == EntryKind.OPERATION) {
                Operation operation = OperationCodec.decode(entry.bytes());
                digests.addAll(operation.sides());
                same(operation.id(), id, operation.header().desk().equals(entry.chain().desk()), name);
                approval(entry, operation, name);
            } else {
                Told told = ToldCodec.decode(entry.bytes());
                same(told.id(), id, told.desk().equals(entry.chain().desk()), name);
            }
        } catch (UnknownVersion e) {
            // A newer program wrote it. Its hash vouches for it all the same.
        } catch (Malformed e) {
            found(name, Wrong.BYTES, "its bytes cannot be read: " + e.getMessage());
        }
    }

    private void same(OperationId inside, String outside, boolean sameDesk, String name) {
        if (!inside.toString().equals(outside) || !sameDesk) {
            found(name, Wrong.BYTES, "its bytes are those of another entry");
        }
    }

    private void approval(Entry entry, Operation operation, String name) {
        Approval approval = ApprovalCodec.decode(entry.approval());
        PublicKey key = approval == null ? null : approvers.get(approval.approver());
        if (approval != null && (approval.approver().equals(operation.header().operator())
                || (key != null && !approval.isFor(entry.bytes(), entry.chain().desk(), key)))) {
            found(name, Wrong.APPROVAL, "the approval is not " + approval.approver() + "'s for this operation");
        }
    }

    private void endOfChain() {
        Head end = last;
        if (end == null || chain == null) {
            return;
        }
        seen.add(chain);
        cut(chain, end.sequence(), heads.getOrDefault(chain, Map.of()));
        if (!left.contains(chain)) {
            afterCountersigned += end.sequence() - lastCountersigned;
        }
    }

    private void cut(Chain which, long end, Map<Long, Head.Countersigned> signed) {
        signed.keySet().stream().filter(sequence -> sequence > end).max(Long::compare).ifPresent(furthest -> found(
                name(which, furthest), Wrong.CUT, "the server had countersigned it, and the journal ends at " + end));
    }

    private void found(@Nullable String entry, Wrong wrong, String reason) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(entry, wrong, reason));
        }
    }

    private static String name(Chain chain, long sequence) {
        return chain.incarnation() + "/" + sequence;
    }
}
