package guichet.sync;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.Uuid7;
import guichet.domain.members.Member;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Told;
import guichet.domain.rules.Judgement;
import guichet.domain.rules.Rules;
import guichet.domain.rules.Verdict;
import guichet.domain.rules.View;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.Signatures;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.server.DeskIdentity;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.Journal;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A desk with one member, one card and one allowance, on a real store. The clock stands unless a test moves it. */
@NullMarked
public final class TestDesk implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    public static final Currency EGP = Currency.getInstance("EGP");
    public static final CardSerial CARD = new CardSerial("04A1B2C3D4E5F6");
    private static final KeyPair SERVER = Signatures.newKeys();

    public final Random random = new Random(42);
    public final Uuid7 ids = new Uuid7(() -> NOW, random);
    public final Path file;
    public final DeskIdentity identity;
    public final LocationId location;
    public final OperatorId operator = new OperatorId(ids.next());
    public final MemberId member = new MemberId(ids.next());
    public final AllowanceId allowance = new AllowanceId(ids.next());
    public final KeyPair server = SERVER;
    public Instant now = NOW;
    public Store store;
    public DeskClock clock;
    public Journal journal;
    public Feed feed;
    private long position = 1;

    public TestDesk(Path folder) {
        this(folder, URI.create("http://127.0.0.1:1"));
    }

    public TestDesk(Path folder, URI at) {
        file = folder.resolve("desk.db");
        location = new LocationId(ids.next());
        identity = new DeskIdentity(new Chain(new DeskId(ids.next()), ids.next()), "Counter 1", "counter", at, SERVER.getPublic(),
                Signatures.newKeys(), ids.next(), location, ZoneId.of("Africa/Cairo"), 6, EGP);
        EmptyStore.copyTo(file);
        store = Store.open(file, StoreKeyFile.beside(file));
        new Enrolment(store, () -> now, random).remember(identity);
        clock = new DeskClock(() -> now, System::nanoTime, ids.next());
        journal = new Journal(store, identity.chain());
        feed = new Feed(store, journal);
    }

    /** As after a restart of the program. */
    public void reopen() {
        store.close();
        store = Store.open(file, StoreKeyFile.beside(file));
        clock = new DeskClock(() -> now, System::nanoTime, ids.next());
        journal = new Journal(store, new Enrolment(store, () -> now, random).identity().orElseThrow().chain());
        feed = new Feed(store, journal);
    }

    @Override
    public void close() {
        store.close();
    }

    public OperationId id() {
        return new OperationId(ids.next());
    }

    public Header header() {
        return Header.of(id(), identity.chain().desk(), operator, clock.times());
    }

    public ChargeCard charge(long minor) {
        return new ChargeCard(header().drawingOn(allowance), CARD, member, new Money(minor, EGP));
    }

    public ReloadCard reload(long minor) {
        return new ReloadCard(header().drawingOn(allowance), CARD, member, new Money(minor, EGP));
    }

    public Told told(Operation operation, Told.What what) {
        return new Told(id(), identity.chain().desk(), operation.id(), what,
                what == Told.What.DONE ? operation.header().allowance() : null, List.of(), clock.times());
    }

    /** Judges as a desk does that is cut off, and appends what it judged, told done. */
    public Judgement act(Operation operation) {
        return store.exclusively(() -> {
            Judgement judgement = Rules.judge(operation, journal.sides(), view());
            if (judgement.allowed()) {
                journal.appendAndTell(operation, judgement.effects(), List.of(), null, told(operation, Told.What.DONE));
            }
            return judgement;
        });
    }

    public DeskView view() {
        return journal.view(clock.instant(), View.Standing.DESK_CUT_OFF);
    }

    /** The member's balance as a screen shows it, in minor units; null when it is not known. */
    public @Nullable Long balance() {
        Money money = view().balance(Account.member(member), EGP).orNull();
        return money == null ? null : money.minor();
    }

    /** What the server's feed holds when the desk first meets it. */
    public List<Change> world(long balance) {
        List<Change> rows = new ArrayList<>();
        rows.add(row(Location.TABLE, location.toString(),
                new Location(location, "Cairo", ZoneId.of("Africa/Cairo"), 6, EGP).columns()));
        rows.add(row(Desk.TABLE, identity.chain().desk().toString(),
                new Desk(identity.chain().desk(), location, "Counter 1").columns()));
        rows.add(row(Operator.TABLE, operator.toString(),
                new Operator(operator, "mona", "Mona", Operator.Role.CASHIER, false, true, java.util.Set.of(), null, null)
                        .columns()));
        rows.add(row(Member.TABLE, member.toString(), Member.registered("00".repeat(32), NOW, id())));
        rows.add(row(Card.TABLE, CARD.value(),
                Columns.none().with(Card.PUBLIC_ID, "C1").with(Card.STATUS, "active").with(Card.MEMBER, member.toString())
                        .with(Card.LOCATION, location.toString()).with(Card.ISSUE_DATE, java.time.LocalDate.of(2026, 1, 1))
                        .with(Card.EXPIRY_DATE, null).with(Card.ASSIGNED_AT, NOW).with(Card.CLAIM, null)));
        rows.add(row(Allowance.TABLE, allowance.toString(),
                new Allowance(allowance, identity.chain().desk(), location, new Money(10_000_000, EGP),
                        new Money(1_000_000_000, EGP), 1_000_000, NOW.minusSeconds(60), NOW.plusSeconds(86_400), Money.zero(EGP),
                        0,
                        "").columns()));
        rows.add(balanceRow(balance, 1));
        return rows;
    }

    public Change balanceRow(long minor, long version) {
        return new Change(FeedTables.BALANCE.key(Account.member(member) + "|EGP"), version,
                Columns.none().with(FeedTables.MINOR, minor));
    }

    public Change verdictRow(OperationId of, Verdict verdict) {
        return new Change(FeedTables.VERDICT.key(of.toString()), 1,
                Columns.none().with(FeedTables.BODY, VerdictCodec.encode(verdict).utf8()));
    }

    public static Change row(Table<?> table, String key, Columns row) {
        return new Change(table.key(key), 1, row);
    }

    /** A whole snapshot with these rows, and the feed up to its end. */
    public void load(List<Change> rows) {
        Optional<Feed.Wanted> wanted = feed.snapshotWanted();
        while (wanted.isPresent()) {
            Table<?> table = wanted.get().table();
            feed.apply(wanted.get(), new SnapshotPage(cursor(), NOW,
                    rows.stream().filter(change -> change.key().table().equals(table)).toList(), null));
            wanted = feed.snapshotWanted();
        }
        page();
    }

    /** One page of the feed. */
    public void page(Change... changes) {
        position++;
        feed.apply(new ChangesPage(cursor(), false, false, now, List.of(changes)));
    }

    public Cursor cursor() {
        return new Cursor("epoch-1", 1, position);
    }

    /** The server countersigns how far the journal goes. */
    public Head.Countersigned countersign() {
        return journal.head().countersign(SERVER.getPrivate(), now);
    }

}
