package guichet.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.OperatorId;
import guichet.domain.members.Profile;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.Told;
import guichet.protocol.access.KeyFingerprint;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.chain.Signatures;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.operations.ApprovalCodec;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.SideCodec;
import guichet.sync.TestDesk;
import guichet.sync.enrolment.SignIns;
import guichet.sync.enrolment.StoredSignIn;
import guichet.sync.store.StoreKeyFile;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to tamper with a journal, by somebody who has the store's key. */
class JournalVerifierTest {
    @TempDir
    Path folder;

    TestDesk desk;
    SideRecord side;
    KeyPair approverKeys = Signatures.newKeys();
    Bytes lastHash;

    /** Six entries: a registration, an approved charge, two more, each told; countersigned up to the fourth. */
    @BeforeEach
    void write() {
        desk = new TestDesk(folder);
        OperatorId approver = new OperatorId(desk.ids.next());
        new SignIns(desk.store).keep(new StoredSignIn(approver, "sami", "argon2id", Bytes.utf8("w"),
                Bytes.of(approverKeys.getPublic().getEncoded()), 0, null));
        side = SideRecord.of(SideCodec.encode(new Profile("Mona", null, null)), new SecureRandom());
        RegisterMember register = new RegisterMember(desk.header(), desk.member, side.digest(), List.of());
        desk.journal.appendAndTell(register, List.of(), List.of(side), null, desk.told(register, Told.What.DONE));
        ChargeCard approved = desk.charge(100);
        desk.journal.appendAndTell(approved, List.of(), List.of(), Approval.sign(OperationCodec.encode(approved),
                desk.identity.chain().desk(), approver, TestDesk.NOW, approverKeys.getPrivate()),
                desk.told(approved, Told.What.DONE));
        desk.journal.outbox().received(new BatchAnswer.Received(List.of(), desk.countersign()));
        ChargeCard last = desk.charge(200);
        desk.journal.appendAndTell(last, List.of(), List.of(), null, desk.told(last, Told.What.DONE));
        lastHash = desk.journal.head().hash();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Report verify() {
        return verify(Optional.empty(), Optional.empty());
    }

    private Report verify(Optional<String> fingerprint, Optional<Bytes> head) {
        return JournalVerifier.verify(desk.file, Optional.of(StoreKeyFile.beside(desk.file)), fingerprint, head);
    }

    private void tamper(String... statements) {
        desk.store.run(transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                statement.execute("DROP TRIGGER IF EXISTS journal_is_never_changed");
                statement.execute("DROP TRIGGER IF EXISTS journal_is_never_cut");
                statement.execute("PRAGMA defer_foreign_keys = ON");
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        });
    }

    private String name(long sequence) {
        return desk.identity.chain().incarnation() + "/" + sequence;
    }

    private void assertFound(Report report, long sequence, Report.Wrong wrong) {
        assertThat(report.whole()).isFalse();
        assertThat(report.findings()).as(report.toString())
                .anyMatch(finding -> name(sequence).equals(finding.entry()) && finding.wrong() == wrong);
    }

    @Test
    void aWholeJournalOfARunningDeskPasses() {
        Report report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(6);
        assertThat(report.afterCountersigned()).isEqualTo(2);
        assertThat(report.head()).isEqualTo(desk.journal.head());
        assertThat(report.serverFingerprint()).isEqualTo(KeyFingerprint.of(desk.server.getPublic()));
        assertThat(report.serverChecked()).isFalse();
    }

    @Test
    void aClosedStorePassesTooAndIsNotChanged() throws Exception {
        desk.close();
        byte[] before = java.nio.file.Files.readAllBytes(desk.file);
        Report report = verify(Optional.of(KeyFingerprint.of(desk.server.getPublic())), Optional.of(lastHash));
        assertThat(report.findings()).isEmpty();
        assertThat(report.serverChecked()).isTrue();
        assertThat(java.nio.file.Files.readAllBytes(desk.file)).isEqualTo(before);
    }

    @Test
    void aChangedByteOfAnOperationIsFound() {
        tamper("UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '\"amount\":200', '\"amount\":100') AS BLOB) WHERE sequence = 5");
        assertFound(verify(), 5, Report.Wrong.HASH);
    }

    @Test
    void everyFlippedByteOfAnEntryIsFound() {
        for (String column : List.of("body", "approval", "previous", "hash")) {
            byte[] value = desk.store.read(connection -> {
                try (Statement statement = connection.createStatement();
                        var rows = statement.executeQuery("SELECT " + column + " FROM journal WHERE sequence = 3")) {
                    rows.next();
                    return rows.getBytes(1);
                }
            });
            assertThat(value).isNotEmpty();
            tamper();
            for (int at = 0; at < value.length; at += Math.max(1, value.length / 7)) {
                byte[] flipped = value.clone();
                flipped[at] ^= 1;
                put(column, flipped);
                assertThat(verify().findings()).as(column + " at " + at).anyMatch(finding -> name(3).equals(finding.entry()));
            }
            put(column, value);
            assertThat(verify().findings()).isEmpty();
        }
    }

    private void put(String column, byte[] value) {
        desk.store.run(transaction -> {
            try (PreparedStatement update = transaction.connection()
                    .prepareStatement("UPDATE journal SET " + column + " = ? WHERE sequence = 3")) {
                update.setBytes(1, value);
                update.executeUpdate();
            }
        });
    }

    @Test
    void aRemovedEntryIsFound() {
        tamper("DELETE FROM journal_state WHERE position = 3", "DELETE FROM journal WHERE sequence = 3");
        assertFound(verify(), 4, Report.Wrong.GAP);
    }

    @Test
    void swappedEntriesAreFound() {
        tamper("UPDATE journal SET sequence = 99 WHERE sequence = 5", "UPDATE journal SET sequence = 5 WHERE sequence = 6",
                "UPDATE journal SET sequence = 6 WHERE sequence = 99");
        assertFound(verify(), 5, Report.Wrong.HASH);
    }

    @Test
    void aChainThatWasRewrittenWithRightHashesIsFoundByTheCountersignedHead() throws Exception {
        rewriteFrom(3);
        Report report = verify();
        assertFound(report, 4, Report.Wrong.REWRITTEN);
        assertThat(report.findings()).noneMatch(finding -> finding.wrong() == Report.Wrong.HASH);
    }

    @Test
    void aTailThatWasRewrittenIsFoundByAGivenHead() throws Exception {
        rewriteFrom(5);
        assertThat(verify().findings()).as("nobody but the desk vouches for these: %s after the last countersigned", 2).isEmpty();
        assertThat(verify(Optional.empty(), Optional.of(lastHash)).findings()).extracting(Report.Finding::wrong)
                .containsExactly(Report.Wrong.CUT);
    }

    /** What somebody with the key and this program's source could do. */
    private void rewriteFrom(long sequence) {
        tamper();
        desk.store.run(transaction -> {
            Bytes previous = Chain.GENESIS;
            for (var entry : desk.journal.entries(100).reversed()) {
                Entry old = entry.entry();
                if (old.sequence() >= sequence) {
                    Bytes body = Bytes.utf8(
                            old.bytes().utf8().replace("\"amount\":1", "\"amount\":9").replace("\"amount\":2", "\"amount\":8"));
                    Entry forged = Entry.after(old.chain(), old.sequence(), previous, old.kind(), body,
                            old.kind() == EntryKind.OPERATION ? Bytes.none() : old.approval());
                    rewrite(transaction.connection(), forged);
                    previous = forged.hash();
                } else {
                    previous = old.hash();
                }
            }
        });
    }

    private static void rewrite(java.sql.Connection connection, Entry forged) throws SQLException {
        try (PreparedStatement update = connection
                .prepareStatement("UPDATE journal SET body = ?, approval = ?, previous = ?, hash = ? WHERE sequence = ?")) {
            update.setBytes(1, forged.bytes().array());
            update.setBytes(2, forged.approval().array());
            update.setBytes(3, forged.previous().array());
            update.setBytes(4, forged.hash().array());
            update.setLong(5, forged.sequence());
            update.executeUpdate();
        }
    }

    @Test
    void aTailCutBehindTheCountersignedHeadIsFoundByAGivenHead() {
        tamper("DELETE FROM journal_state WHERE position > 4", "DELETE FROM journal WHERE sequence > 4");
        assertThat(verify().findings()).isEmpty();
        assertThat(verify(Optional.empty(), Optional.of(lastHash)).findings()).extracting(Report.Finding::wrong)
                .containsExactly(Report.Wrong.CUT);
    }

    @Test
    void aTailCutBeforeTheCountersignedHeadIsFoundByItself() {
        tamper("DELETE FROM journal_state WHERE position > 2", "DELETE FROM journal WHERE sequence > 2");
        assertFound(verify(), 4, Report.Wrong.CUT);
    }

    @Test
    void anEmptiedJournalIsFound() {
        tamper("DELETE FROM journal_side", "DELETE FROM journal_state", "DELETE FROM journal");
        assertFound(verify(), 4, Report.Wrong.CUT);
    }

    @Test
    void aForgedCountersignatureIsFound() {
        KeyPair forger = Signatures.newKeys();
        Bytes forged = desk.journal.head().countersign(forger.getPrivate(), TestDesk.NOW).signature();
        tamper("UPDATE head SET signature = x'" + forged.hex() + "'");
        assertFound(verify(), 4, Report.Wrong.HEAD_SIGNATURE);
    }

    @Test
    void anotherServersKeyIsFound() {
        Report report = verify(Optional.of("0123456789abcdef"), Optional.empty());
        assertThat(report.findings()).extracting(Report.Finding::wrong).containsExactly(Report.Wrong.SERVER_KEY);
        assertThat(report.serverChecked()).isFalse();
    }

    @Test
    void anApprovalThatIsNotTheApproversIsFound() {
        OperatorId approver = new SignIns(desk.store).find("sami").orElseThrow().operator();
        ChargeCard charge = desk.charge(300);
        desk.journal.append(charge, List.of(), List.of(), Approval.sign(OperationCodec.encode(charge),
                desk.identity.chain().desk(), approver, TestDesk.NOW, Signatures.newKeys().getPrivate()));
        assertFound(verify(), 7, Report.Wrong.APPROVAL);
        assertThat(ApprovalCodec.encode(null)).isEqualTo(Bytes.none());
    }

    @Test
    void anErasedSideRecordPasses() {
        tamper("UPDATE side SET salt = NULL, content = NULL");
        Report report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.erasedSides()).isEqualTo(1);
    }

    @Test
    void anExchangedSideRecordIsFoundAndAMissingOneIsCounted() {
        tamper("UPDATE side SET content = CAST('{\"v\":1,\"name\":\"Nobody\"}' AS BLOB)");
        assertThat(verify().findings()).extracting(Report.Finding::wrong).containsExactly(Report.Wrong.SIDE);
        tamper("DELETE FROM side");
        assertThat(verify().missingSides()).isEqualTo(1);
    }

    @Test
    void aDamagedFileIsFound() throws Exception {
        desk.close();
        try (RandomAccessFile file = new RandomAccessFile(desk.file.toFile(), "rw")) {
            // Every page but the first, which holds the salt: what is left cannot be told from a wrong key otherwise.
            for (long at = 4096 + 100; at < file.length(); at += 4096) {
                file.seek(at);
                int value = file.read();
                file.seek(at);
                file.write(value ^ 1);
            }
        }
        Report report = verify();
        assertThat(report.findings()).extracting(Report.Finding::wrong).contains(Report.Wrong.FILE);
    }

    @Test
    void entriesOfANewerProgramPassByTheirHash() {
        tamper();
        Bytes body = Bytes.utf8("{\"v\":9,\"type\":\"TeleportMember\",\"id\":\"" + desk.id() + "\"}");
        Entry newer = Entry.after(desk.journal.chain(), 7, lastHash, EntryKind.OPERATION, body, Bytes.none());
        desk.store.run(transaction -> {
            try (PreparedStatement insert = transaction.connection().prepareStatement("""
                    INSERT INTO journal (incarnation, sequence, kind, id, operation_id, body, approval, previous, hash)
                    VALUES (?, 7, 'operation', 'x', 'x', ?, x'', ?, ?)""")) {
                insert.setString(1, newer.chain().incarnation().toString());
                insert.setBytes(2, body.array());
                insert.setBytes(3, newer.previous().array());
                insert.setBytes(4, newer.hash().array());
                insert.executeUpdate();
            }
        });
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().entries()).isEqualTo(7);
    }
}
