package guichet.bench.kill;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.Uuid7;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.rules.Judgement;
import guichet.domain.rules.Rules;
import guichet.domain.rules.Verdict;
import guichet.domain.rules.View;
import guichet.domain.state.Key;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.desk.Change;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.server.DeskIdentity;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.Journal;
import guichet.sync.journal.JournalEntry;
import guichet.sync.loop.Submitted;
import guichet.sync.loop.SyncLoop;
import guichet.sync.server.DeskSession;
import guichet.sync.server.Reply;
import guichet.sync.server.ServerClient;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A desk without a window, to be killed: the real journal, rules and sync play a script. What was acknowledged is written to
 * standard output after its commit, as a cashier's screen would show it. Started again, it goes on where its journal ends.
 * Arguments: store, operator, seed, number of operations.
 */
public final class KilledDesk implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int EVERY_ONLINE = 3;

    private final Store store;
    private final DeskIdentity identity;
    private final OperatorId operator;
    private final DeskClock clock;
    private final Journal journal;
    private final Feed feed;
    private final ServerClient client;
    private final DeskSession session;
    private final SyncLoop loop;
    private final Uuid7 ids;
    private final long seed;

    private KilledDesk(Path file, OperatorId operator, long seed) {
        this.store = Store.open(file, StoreKeyFile.beside(file));
        this.operator = operator;
        this.seed = seed;
        SecureRandom random = new SecureRandom();
        this.clock = new DeskClock(InstantSource.system(), System::nanoTime, UUID.randomUUID());
        this.identity = new Enrolment(store, clock, random).identity().orElseThrow();
        this.journal = new Journal(store, identity.chain());
        this.feed = new Feed(store, journal);
        this.client = new ServerClient(identity.server());
        this.session = new DeskSession(client, identity, journal::chain, clock);
        this.loop = new SyncLoop(identity, journal, feed, client, session, clock, random);
        this.ids = new Uuid7(clock, random);
    }

    public static void main(String[] args) {
        try (KilledDesk desk = new KilledDesk(Path.of(args[0]), OperatorId.parse(args[1]), Long.parseLong(args[2]))) {
            desk.play(Integer.parseInt(args[3]));
        }
    }

    private void play(int operations) {
        loop.start();
        say("up");
        while (feed.loading() || feed.cursor().isEmpty()) {
            pause();
        }
        for (JournalEntry entry : journal.interrupted()) {
            answer(entry);
        }
        List<Card> cards = cards();
        for (int step = stepsDone(); step < operations; step++) {
            Random random = new Random(seed + step);
            Card card = cards.get(random.nextInt(cards.size()));
            Money amount = new Money(1 + random.nextInt(500), identity.currency());
            boolean reload = random.nextInt(5) < 3;
            if (step % EVERY_ONLINE == 0 && loop.status().online()) {
                online(card, amount, reload);
            } else {
                cutOff(card, amount, reload);
            }
        }
        say("played");
        finish();
        say("settled " + journal.head().sequence() + " " + journal.head().hash().hex());
    }

    /** Everything is sent and judged, and each verdict's row is in the store. */
    private void finish() {
        while (true) {
            for (JournalEntry entry : journal.inDoubt()) {
                if (entry.verdict() != null) {
                    journal.tell(told(entry.id(), entry.verdict() instanceof Verdict.Applied ? Told.What.DONE : Told.What.REFUSED,
                            null));
                }
            }
            boolean settled = journal.unsent().count() == 0
                    && journal.entries(Integer.MAX_VALUE).stream().allMatch(JournalEntry::settled);
            if (settled && journal.inDoubt().isEmpty()) {
                return;
            }
            loop.wake();
            pause();
        }
    }

    private void online(Card card, Money amount, boolean reload) {
        OperationId id = new OperationId(ids.next());
        boolean appended = store.exclusively(() -> {
            Operation operation = operation(Header.of(id, identity.chain().desk(), operator, clock.times()), card, amount,
                    reload);
            DeskView view = journal.view(clock.instant(), View.Standing.DESK_ONLINE);
            Judgement judgement = Rules.judge(operation, journal.sides(), view);
            if (!judgement.allowed()) {
                return false;
            }
            journal.append(operation, judgement.effects(), List.of(), null);
            return true;
        });
        if (!appended) { // too little credit: the customer reloads instead
            cutOff(card, amount, true);
            return;
        }
        switch (loop.submit(id, DEADLINE)) {
            case Submitted.Judged(Verdict verdict) -> {
                boolean applied = verdict instanceof Verdict.Applied;
                journal.tell(told(id, applied ? Told.What.DONE : Told.What.REFUSED, null));
                say((applied ? "done " : "refused ") + id);
            }
            case Submitted.Held _,Submitted.InDoubt _,Submitted.Offline _ -> {
                journal.tell(told(id, Told.What.IN_DOUBT, null));
                say("doubt " + id);
            }
        }
    }

    private void cutOff(Card card, Money amount, boolean reload) {
        OperationId id = new OperationId(ids.next());
        while (allowance() == null) {
            ask();
        }
        store.exclusively(() -> {
            AllowanceId allowance = allowance();
            if (allowance == null) {
                throw new IllegalStateException("the allowance was there a moment ago");
            }
            Header header = Header.of(id, identity.chain().desk(), operator, clock.times()).drawingOn(allowance);
            DeskView view = journal.view(clock.instant(), View.Standing.DESK_CUT_OFF);
            Operation operation = operation(header, card, amount, reload);
            Judgement judgement = Rules.judge(operation, journal.sides(), view);
            if (!judgement.allowed()) { // too little credit: the customer reloads instead
                operation = operation(header, card, amount, true);
                judgement = Rules.judge(operation, journal.sides(), view);
            }
            if (!judgement.allowed()) {
                throw new IllegalStateException("the script asks for what is not allowed: " + judgement.decision());
            }
            journal.appendAndTell(operation, judgement.effects(), List.of(), null,
                    new Told(new OperationId(ids.next()), identity.chain().desk(), id, Told.What.DONE, allowance,
                            judgement.unchecked(),
                            clock.times()));
            return judgement;
        });
        say("done " + id);
    }

    /** An operation that was cut short before anybody was told: every second one is given up. */
    private void answer(JournalEntry entry) {
        if (Math.floorMod(entry.id().value().hashCode(), 2) == 0) {
            journal.tell(told(entry.id(), Told.What.IN_DOUBT, null));
            return;
        }
        store.exclusively(() -> {
            OperationId id = new OperationId(ids.next());
            Operation withdraw = new Withdraw(Header.of(id, identity.chain().desk(), operator, clock.times()), entry.id(),
                    Withdraw.Reason.INTERRUPTED);
            Judgement judgement = Rules.judge(withdraw, journal.sides(),
                    journal.view(clock.instant(), View.Standing.DESK_ONLINE));
            if (judgement.allowed()) {
                journal.withdraw(withdraw, judgement.effects(), told(entry.id(), Told.What.WITHDRAWN, null),
                        told(id, Told.What.DONE, null));
            }
            return judgement;
        });
    }

    /** Without an allowance the desk cannot go on: it asks until the server gives one. */
    private void ask() {
        if (session.allowance(identity.currency()) instanceof Reply.Answered<Change>(Change row)) {
            feed.apply(row);
        } else {
            pause();
        }
    }

    private @Nullable AllowanceId allowance() {
        DeskView view = journal.view(clock.instant(), View.Standing.DESK_CUT_OFF);
        for (Key<Allowance> key : view.keys(Allowance.TABLE, Allowance.DESK, identity.chain().desk().toString())) {
            Allowance allowance = view.read(key).orNull();
            if (allowance != null && allowance.validUntil().isAfter(clock.instant()) && allowance.left().isPositive()) {
                return allowance.id();
            }
        }
        return null;
    }

    private List<Card> cards() {
        DeskView view = journal.view(clock.instant(), View.Standing.DESK_CUT_OFF);
        return view.keys(Card.TABLE, Card.STATUS, Card.Status.ACTIVE.spelling()).stream().map(view::read)
                .map(read -> read.orNull())
                .filter(card -> card != null && card.member() != null).toList();
    }

    private Operation operation(Header header, Card card, Money amount, boolean reload) {
        if (card.member() == null) {
            throw new IllegalStateException("only owned cards are played");
        }
        CardSerial serial = card.serial();
        return reload
                ? new ReloadCard(header, serial, card.member(), amount)
                : new ChargeCard(header, serial, card.member(), amount);
    }

    private Told told(OperationId operation, Told.What what, @Nullable AllowanceId allowance) {
        return new Told(new OperationId(ids.next()), identity.chain().desk(), operation, what, allowance, List.of(),
                clock.times());
    }

    /** How many steps of the script stand in the journal. */
    private int stepsDone() {
        int steps = 0;
        for (JournalEntry entry : journal.entries(Integer.MAX_VALUE)) {
            if (entry.kind() == EntryKind.OPERATION && !(decoded(entry) instanceof Withdraw)) {
                steps++;
            }
        }
        return steps;
    }

    private static Operation decoded(JournalEntry entry) {
        try {
            return OperationCodec.decode(entry.entry().bytes());
        } catch (UnknownVersion e) {
            throw new IllegalStateException("this program wrote it itself", e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void pause() {
        LockSupport.parkNanos(20_000_000);
    }

    @Override
    public void close() {
        loop.close();
        client.close();
        store.close();
    }
}
