package guichet.launcher.journal;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cards.CardSerial;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.domain.money.Money;
import guichet.domain.operations.Header;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Times;
import guichet.domain.operations.Told;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.chain.Signatures;
import guichet.protocol.operations.SideCodec;
import guichet.sync.server.DeskIdentity;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.journal.Journal;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    /** A desk that registered a member and reloaded a card. */
    @BeforeEach
    void write() {
        file = folder.resolve("desk.db");
        Chain chain = new Chain(new DeskId(new UUID(1, 1)), new UUID(1, 2));
        OperatorId operator = new OperatorId(new UUID(1, 4));
        MemberId member = new MemberId(new UUID(1, 5));
        Times times = new Times(NOW, new UUID(1, 6), 0, null);
        try (Store store = Store.open(file, StoreKeyFile.beside(file))) {
            new Enrolment(store, InstantSource.fixed(NOW), new SecureRandom()).remember(new DeskIdentity(chain, "Counter 1",
                    "counter", URI.create("http://127.0.0.1:1"), Signatures.newKeys().getPublic(), Signatures.newKeys(),
                    new UUID(1, 7), new LocationId(new UUID(1, 3)), ZoneId.of("Europe/Madrid"), 6, EUR));
            Journal journal = new Journal(store, chain);
            SideRecord side = SideRecord.of(SideCodec.encode(new Profile("Mona Salem", new MobileNumber("+201000000003"), null)),
                    new SecureRandom());
            RegisterMember register = new RegisterMember(header(chain, operator, times, 1), member, side.digest(), List.of());
            journal.append(register, List.of(), List.of(side), null);
            ReloadCard reload = new ReloadCard(header(chain, operator, times, 2), new CardSerial("04A1B2C3D4E5F6"), member,
                    new Money(2_000, EUR));
            journal.appendAndTell(reload, List.of(), List.of(), null, new Told(new OperationId(new UUID(2, 3)), chain.desk(),
                    reload.id(), Told.What.DONE, null, List.of(), times));
        }
    }

    private static Header header(Chain chain, OperatorId operator, Times times, long id) {
        return Header.of(new OperationId(new UUID(2, id)), chain.desk(), operator, times);
    }

    private String run(int expected, Object... words) {
        out.getBuffer().setLength(0);
        CommandLine line = new CommandLine(new JournalCommand()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] arguments = List.of(words).stream().map(String::valueOf).toArray(String[]::new);
        assertThat(line.execute(arguments)).as("%s%s", out, err).isEqualTo(expected);
        return out.toString();
    }

    @Test
    void aJournalGoesFromADeadDeskIntoAStoreThatCanBeLookedAt() throws Exception {
        Path bundle = folder.resolve("journal.jsonl");
        Path kept = folder.resolve("kept.db");

        assertThat(run(0, "export", file, "--out", bundle)).contains("keep it as safe as the store");
        assertThat(run(0, "verify", bundle)).contains("3 entries", "the journal is whole");
        assertThat(run(0, "import", bundle, "--store", kept)).contains("imported into");

        assertThat(run(0, "verify", kept)).isEqualTo(run(0, "verify", file));
        assertThat(run(0, "show", kept).lines().skip(1).map(line -> List.of(line.strip().split(" +")).subList(0, 6))).isEqualTo(
                List.of(List.of("1", "operation", "RegisterMember", "in_doubt", "-", "-"),
                        List.of("2", "operation", "ReloadCard", "in_doubt", "done", "-"),
                        List.of("3", "told", "Told", "in_doubt", "-", "-")));
        if (bundle.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle))).isEqualTo("rw-------");
        }
    }

    @Test
    void whatIsShownHoldsNoPersonalData() {
        assertThat(run(0, "show", file)).contains("RegisterMember", "unsent").doesNotContain("Mona", "1000000003");
    }

    @Test
    void aChangedBundleIsFoundAndNotImported() throws Exception {
        Path bundle = folder.resolve("journal.jsonl");
        run(0, "export", file, "--out", bundle);
        Files.writeString(bundle, Files.readString(bundle).replace("\"sequence\":2", "\"sequence\":4"));

        assertThat(run(1, "verify", bundle)).contains("NOT whole");
        assertThat(run(1, "import", bundle, "--store", folder.resolve("kept.db"))).contains("nothing was imported");
        assertThat(folder.resolve("kept.db")).doesNotExist();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws Exception {
        Path bundle = Files.writeString(folder.resolve("journal.jsonl"), "mine");
        run(1, "export", file, "--out", bundle);
        assertThat(err.toString()).contains("there is a file already");
        assertThat(bundle).hasContent("mine");
    }
}
