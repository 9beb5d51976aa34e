package guichet.launcher.demo;

import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.identity.MemberId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.rules.View;
import guichet.sync.server.DeskIdentity;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.Journal;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Compares the two ledgers of the demo: the desk's store, closed and opened again, and the server's. */
final class Books {
    private final SampleServer server;
    private final Path file;
    private final Transcript transcript;

    Books(SampleServer server, Path file, Transcript transcript) {
        this.server = server;
        this.file = file;
        this.transcript = transcript;
    }

    void compare() {
        try (Store store = Store.open(file, StoreKeyFile.beside(file))) {
            DeskIdentity identity = new Enrolment(store, InstantSource.system(), new SecureRandom()).identity().orElseThrow();
            Journal journal = new Journal(store, identity.chain());
            DeskView view = journal.view(Instant.now(), View.Standing.DESK_CUT_OFF);
            MemberId member = Optional.ofNullable(view.read(Card.key(CardSerial.parse(Tour.CARD))).orNull()).map(Card::member)
                    .orElseThrow(() -> new IllegalStateException("the card belongs to nobody at the desk"));
            Money here = Optional.ofNullable(view.balance(Account.member(member), identity.currency()).orNull())
                    .orElse(Money.zero(identity.currency()));
            Money there = new Money(server.balance(member.toString()), identity.currency());
            transcript.step("Balance at the desk and at the server, to the cent", "150.50 EGP and 150.50 EGP",
                    () -> here + " and " + there);
            transcript.step("Journal head at the desk and at the server", "the same", () -> {
                String desk = journal.head().sequence() + " " + journal.head().hash().hex();
                String central = server.head(identity.chain().desk().value());
                return desk.equals(central) ? "the same" : desk + " and " + central;
            });
            transcript.step("Sum over all accounts, per currency", "zero",
                    () -> server.proof().none() ? "zero" : server.proof().toString());
            transcript.note("Journal head: " + journal.head().sequence() + " " + journal.head().hash().hex());
        }
    }
}
