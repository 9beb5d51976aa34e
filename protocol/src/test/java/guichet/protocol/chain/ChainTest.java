package guichet.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperatorId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Chain CHAIN = new Chain(DeskId.parse("01990000-0000-7000-8000-000000000003"),
            UUID.fromString("01990000-0000-7000-8000-00000000000a"));
    private static final Bytes BYTES = Bytes.utf8("{\"v\":1}");
    private static final Bytes APPROVAL = Bytes.utf8("yes");
    private static final Entry FIRST = Entry.after(CHAIN, 1, Chain.GENESIS, EntryKind.OPERATION, BYTES, APPROVAL);
    private static final Instant NOON = Instant.parse("2026-03-10T10:00:00Z");

    @Test
    void anEntrysHashIsWhatTheSpecificationSays() throws NoSuchAlgorithmException, IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(fields)) {
            for (byte[] field : List.of(text("guichet-entry-1"), new byte[32], text("01990000-0000-7000-8000-000000000003"),
                    text("01990000-0000-7000-8000-00000000000a"), new byte[]{0, 0, 0, 0, 0, 0, 0, 1}, text("operation"),
                    text("{\"v\":1}"), text("yes"))) {
                out.writeInt(field.length);
                out.write(field);
            }
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(fields.toByteArray());
        assertThat(FIRST.hash()).isEqualTo(Bytes.of(hash));
        assertThat(FIRST.hash().hex()).isEqualTo("73c967370412da5fd45e2d491a0e11833a75395986c25ae9580b5b6366c8b4e8");
    }

    @Test
    void everyFieldOfAnEntryIsUnderItsHash() {
        Bytes other = Bytes.utf8("other");
        Chain elsewhere = new Chain(CHAIN.desk(), new UUID(0, 1));
        Chain foreign = new Chain(new DeskId(new UUID(0, 1)), CHAIN.incarnation());
        assertThat(FIRST.isWhole()).isTrue();
        assertThat(List.of(new Entry(elsewhere, 1, FIRST.kind(), BYTES, APPROVAL, Chain.GENESIS, FIRST.hash()),
                new Entry(foreign, 1, FIRST.kind(), BYTES, APPROVAL, Chain.GENESIS, FIRST.hash()),
                new Entry(CHAIN, 2, FIRST.kind(), BYTES, APPROVAL, Chain.GENESIS, FIRST.hash()),
                new Entry(CHAIN, 1, EntryKind.TOLD, BYTES, APPROVAL, Chain.GENESIS, FIRST.hash()),
                new Entry(CHAIN, 1, FIRST.kind(), other, APPROVAL, Chain.GENESIS, FIRST.hash()),
                new Entry(CHAIN, 1, FIRST.kind(), BYTES, other, Chain.GENESIS, FIRST.hash()),
                new Entry(CHAIN, 1, FIRST.kind(), BYTES, APPROVAL, other, FIRST.hash()),
                new Entry(CHAIN, 1, FIRST.kind(), BYTES, APPROVAL, Chain.GENESIS, other))).noneMatch(Entry::isWhole);
    }

    @Test
    void fieldsDoNotRunIntoEachOther() {
        assertThat(new Digest("p").add("ab").add("c").done()).isNotEqualTo(new Digest("p").add("a").add("bc").done());
        assertThat(new Digest("p").add("").add("a").done()).isNotEqualTo(new Digest("p").add("a").add("").done());
    }

    @Test
    void aSignatureIsOfOneKeyOverOneMessage() {
        KeyPair keys = Signatures.newKeys();
        Bytes signature = Signatures.sign(keys.getPrivate(), BYTES);
        assertThat(Signatures.verify(keys.getPublic(), BYTES, signature)).isTrue();
        assertThat(Signatures.verify(Signatures.newKeys().getPublic(), BYTES, signature)).isFalse();
        assertThat(Signatures.verify(keys.getPublic(), APPROVAL, signature)).isFalse();
        for (int bit = 0; bit < 8 * signature.length(); bit++) {
            byte[] flipped = signature.array();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Signatures.verify(keys.getPublic(), BYTES, Bytes.of(flipped))).as("bit " + bit).isFalse();
        }
        for (int length : new int[]{0, 1, 32, 63, 65, 128}) {
            assertThat(Signatures.verify(keys.getPublic(), BYTES, Bytes.of(java.util.Arrays.copyOf(signature.array(), length))))
                    .as("length " + length).isFalse();
        }
    }

    @Test
    void keysAreReadBackAndNothingElseIs() {
        KeyPair keys = Signatures.newKeys();
        Bytes open = Bytes.of(keys.getPublic().getEncoded());
        Bytes secret = Bytes.of(keys.getPrivate().getEncoded());
        assertThat(Signatures.publicKey(open)).isEqualTo(keys.getPublic());
        assertThat(Signatures.verify(keys.getPublic(), BYTES, Signatures.sign(Signatures.privateKey(secret), BYTES))).isTrue();
        for (Bytes bad : List.of(Bytes.none(), BYTES, secret)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Signatures.publicKey(bad));
        }
        for (Bytes bad : List.of(Bytes.none(), BYTES, open)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Signatures.privateKey(bad));
        }
    }

    @Test
    void aBatchAndAHeadAreSignedApart() {
        KeyPair keys = Signatures.newKeys();
        Head head = new Head(CHAIN, 1, FIRST.hash());
        Bytes batch = head.signBatch(keys.getPrivate());
        assertThat(head.isBatchSigned(keys.getPublic(), batch)).isTrue();
        assertThat(new Head(CHAIN, 2, FIRST.hash()).isBatchSigned(keys.getPublic(), batch)).isFalse();
        Head.Countersigned signed = head.countersign(keys.getPrivate(), NOON);
        assertThat(signed.isSignedBy(keys.getPublic())).isTrue();
        assertThat(new Head.Countersigned(head, NOON.plusNanos(1), signed.signature()).isSignedBy(keys.getPublic())).isFalse();
        assertThat(head.isBatchSigned(keys.getPublic(), signed.signature())).isFalse();
    }

    @Test
    void anApprovalIsOfOnePersonForOneOperationAtOneDesk() {
        KeyPair keys = Signatures.newKeys();
        OperatorId approver = new OperatorId(new UUID(0, 4));
        Approval approval = Approval.sign(BYTES, CHAIN.desk(), approver, NOON, keys.getPrivate());
        assertThat(approval.isFor(BYTES, CHAIN.desk(), keys.getPublic())).isTrue();
        assertThat(approval.isFor(APPROVAL, CHAIN.desk(), keys.getPublic())).isFalse();
        assertThat(approval.isFor(BYTES, new DeskId(new UUID(0, 1)), keys.getPublic())).isFalse();
        assertThat(new Approval(new OperatorId(new UUID(0, 5)), NOON, approval.signature()).isFor(BYTES, CHAIN.desk(),
                keys.getPublic())).isFalse();
        assertThat(new Approval(approver, NOON.plusMillis(1), approval.signature()).isFor(BYTES, CHAIN.desk(), keys.getPublic()))
                .isFalse();
    }

    @Test
    void bytesAreEqualByContentAndCannotBeChanged() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.array()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.hex("010203")).hasSameHashCodeAs(Bytes.base64("AQID")).hasToString("010203");
        assertThat(bytes).isNotEqualTo(Bytes.hex("010204")).isNotEqualTo(Bytes.hex("0102")).isNotEqualTo(Bytes.none());
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.hex("0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.hex("zz"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.base64("*"));
    }

    @Test
    void aSideRecordIsNamedByItsSaltAndContent() {
        SideRecord side = new SideRecord(Bytes.hex("00"), BYTES);
        assertThat(side.digest()).matches("[0-9a-f]{64}").isNotEqualTo(new SideRecord(Bytes.hex("01"), BYTES).digest())
                .isNotEqualTo(new SideRecord(Bytes.hex("00"), APPROVAL).digest());
        assertThat(side.toString()).doesNotContain(BYTES.hex(), BYTES.utf8());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
