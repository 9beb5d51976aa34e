package guichet.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.domain.members.Profile;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.domain.rules.Verdict;
import guichet.protocol.access.KeyFingerprint;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.operations.SideCodec;
import guichet.sync.TestDesk;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.journal.Journal;
import guichet.sync.journal.JournalEntry;
import guichet.sync.journal.JournalReader;
import guichet.sync.store.Store;
import guichet.sync.store.StoreFault;
import guichet.sync.store.StoreKey;
import guichet.sync.store.StoreKeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalBundleTest {
    @TempDir
    Path folder;

    TestDesk desk;

    @BeforeEach
    void write() {
        desk = new TestDesk(folder);
        SideRecord side = SideRecord.of(SideCodec.encode(new Profile("Mona", null, null)), new SecureRandom());
        RegisterMember register = new RegisterMember(desk.header(), desk.member, side.digest(), List.of());
        desk.journal.appendAndTell(register, List.of(), List.of(side), null, desk.told(register, Told.What.DONE));
        desk.journal.outbox().received(new BatchAnswer.Received(List.of(), desk.countersign()));
        ChargeCard charge = desk.charge(100);
        desk.journal.append(charge, List.of(), List.of(), null);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String export() throws IOException {
        StringWriter out = new StringWriter();
        long lines = JournalBundle.export(desk.file, Optional.of(StoreKeyFile.beside(desk.file)), out);
        assertThat(out.toString().lines().count()).isEqualTo(lines);
        return out.toString();
    }

    private static Report verify(String bundle, Optional<Bytes> head) throws IOException {
        return JournalBundle.verify(new BufferedReader(new StringReader(bundle)), Optional.empty(), head);
    }

    @Test
    void aBundleProvesWhatTheStoreProves() throws Exception {
        Report report = verify(export(), Optional.of(desk.journal.head().hash()));
        assertThat(report).isEqualTo(JournalVerifier.verify(desk.file, Optional.of(StoreKeyFile.beside(desk.file)),
                Optional.empty(), Optional.empty()));
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.afterCountersigned()).isEqualTo(1);
        assertThat(report.missingSides()).isZero();
        assertThat(report.serverFingerprint()).isEqualTo(KeyFingerprint.of(desk.server.getPublic()));
    }

    private Report importFrom(String bundle, Path store) throws IOException {
        Path file = Files.writeString(folder.resolve("bundle.jsonl"), bundle);
        return JournalBundle.importInto(file, store, StoreKeyFile.beside(store));
    }

    @Test
    void anImportedJournalProvesTheSameAndCanBeRead() throws Exception {
        ChargeCard refused = desk.charge(300);
        desk.journal.append(refused, List.of(), List.of(), null);
        desk.page(desk.verdictRow(refused.id(), new Verdict.Rejected(Code.CARD_BLOCKED, Map.of())));
        Path kept = folder.resolve("kept.db");

        Report report = importFrom(export(), kept);

        Optional<StoreKey> key = Optional.of(StoreKeyFile.beside(kept));
        assertThat(report.findings()).isEmpty();
        assertThat(JournalVerifier.verify(kept, key, Optional.empty(), Optional.of(desk.journal.head().hash())))
                .isEqualTo(report);
        List<JournalEntry> entries = new ArrayList<>();
        JournalReader.each(kept, key, entries::add);
        assertThat(entries).extracting(JournalEntry::entry)
                .isEqualTo(desk.journal.entries(100).reversed().stream().map(JournalEntry::entry).toList());
        assertThat(entries).extracting(JournalEntry::told).startsWith(Told.What.DONE);
        assertThat(entries.getLast().verdict()).isEqualTo(new Verdict.Rejected(Code.CARD_BLOCKED, Map.of()));
        try (Store store = Store.open(kept, StoreKeyFile.beside(kept))) {
            Journal journal = new Journal(store, desk.identity.chain());
            assertThat(journal.forked()).as("nothing is appended to it").isTrue();
            assertThat(journal.unsent().atRisk()).isEmpty();
            assertThat(new Enrolment(store, () -> TestDesk.NOW, desk.random).identity()).as("no desk works with it").isEmpty();
        }
    }

    @Test
    void aBundleThatIsNotWholeAndAStoreThatIsThereAreNotImported() throws Exception {
        Path kept = folder.resolve("kept.db");
        assertThat(importFrom(export().replace("\"sequence\":2", "\"sequence\":3"), kept).findings()).isNotEmpty();
        assertThat(kept).doesNotExist();
        assertThatThrownBy(() -> importFrom(export(), desk.file)).isInstanceOf(StoreFault.class)
                .hasMessageContaining("already");
    }

    @Test
    void anErasedSideRecordIsSaidToBeErased() throws Exception {
        desk.store.run(transaction -> transaction.prepare("UPDATE side SET salt = NULL, content = NULL").executeUpdate());
        Report report = verify(export(), Optional.empty());
        assertThat(report.findings()).isEmpty();
        assertThat(report.erasedSides()).isEqualTo(1);
    }

    @Test
    void aChangedLineAMissingLineAndACutEndAreFound() throws Exception {
        String bundle = export();
        List<String> lines = bundle.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String without = String.join("\n", lines.subList(0, i)) + "\n"
                    + String.join("\n", lines.subList(i + 1, lines.size()));
            assertThat(verify(without, Optional.empty()).findings()).as("without line %d", i).isNotEmpty();
        }
        assertThat(verify(bundle.replace("\"sequence\":2", "\"sequence\":3"), Optional.empty()).findings()).isNotEmpty();
        assertThat(verify("nonsense\n" + bundle, Optional.empty()).findings()).isNotEmpty();
    }
}
