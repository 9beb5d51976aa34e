package guichet.console.fakes;

import guichet.desk.counter.Action;
import guichet.desk.counter.ActionState;
import guichet.desk.counter.Balance;
import guichet.desk.counter.CardFace;
import guichet.desk.counter.CardSeen;
import guichet.desk.counter.CardState;
import guichet.desk.counter.CodeCheck;
import guichet.desk.counter.CodeSent;
import guichet.desk.counter.CounterDesk;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.Holder;
import guichet.desk.counter.Lookup;
import guichet.desk.counter.MemberLine;
import guichet.desk.counter.OperationLine;
import guichet.desk.counter.OperationState;
import guichet.desk.counter.Outcome;
import guichet.desk.counter.Person;
import guichet.desk.counter.ReloadTerms;
import guichet.desk.counter.Today;
import guichet.desk.counter.Trust;
import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import guichet.desk.news.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A counter in memory: two members, a few cards, and switches for what the line does. */
public final class FakeCounter implements CounterDesk {
    /** Marta's card. */
    public static final String ACTIVE = "04A1B2C3D4E5F6";
    /** Belongs to nobody. */
    public static final String NEW = "0488112233AABB";
    /** Blocked. */
    public static final String BLOCKED = "04B10C00B10C00";
    /** Past its day. */
    public static final String EXPIRED = "04E0E0E0E0E0E0";

    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, String> owners = new ConcurrentHashMap<>(Map.of(ACTIVE, "m-1", BLOCKED, "m-2", EXPIRED, "m-2"));
    private final Map<String, Person> members = new ConcurrentHashMap<>();
    private final Map<String, Long> balances = new ConcurrentHashMap<>(Map.of("m-1", 8_250L, "m-2", 0L));
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, CardState> states = new ConcurrentHashMap<>(
            Map.of(BLOCKED, CardState.BLOCKED, EXPIRED, CardState.EXPIRED));
    /** Operations of this desk, latest first. */
    public final List<OperationLine> operations = new CopyOnWriteArrayList<>();
    /** What was asked, "reload op-1 2000 5000". */
    public final List<String> asked = new CopyOnWriteArrayList<>();
    /** True while the server is heard. */
    public volatile boolean online = true;
    /** Fails in a way that nobody foresaw. */
    public volatile boolean broken;
    /** The next reload is sent and not answered. */
    public volatile boolean loseAnswer;
    private int ids;

    FakeCounter(InstantSource clock) {
        this.clock = clock;
        members.put("m-1", new Person("m-1", "Marta Soler Puig", "+34 600 111 222", "Gold", List.of("Birthday 24 Nov"),
                List.of("ID expires in 9 days"), List.of("Jordi Soler")));
        members.put("m-2", new Person("m-2", "Mario Ruiz", "+34 600 333 444", "", List.of(), List.of(), List.of()));
    }

    /** Fills the list of today's operations. */
    public FakeCounter busyDay() {
        record Past(String kind, String who, long minor, int minutes, OperationState state) {
        }
        for (Past past : List.of(new Past("ReloadCard", "Marta Soler Puig", 5_000, 3, OperationState.DONE),
                new Past("AssignCard", "Iker Etxeberria", 0, 11, OperationState.DONE),
                new Past("ReloadCard", "Iker Etxeberria", 2_000, 10, OperationState.UNSENT),
                new Past("ReloadCard", "Nuria Campos", 10_000, 26, OperationState.IN_DOUBT),
                new Past("ReloadCard", "Mario Ruiz", 1_500, 41, OperationState.HELD),
                new Past("BlockCard", "Olga Marín", 0, 55, OperationState.DONE),
                new Past("ReloadCard", "Pau Ferrer", 4_000, 68, OperationState.REFUSED),
                new Past("ReloadCard", "Pau Ferrer", 4_000, 70, OperationState.WITHDRAWN))) {
            operations.add(new OperationLine("past-" + past.minutes(), past.kind(), past.who(),
                    past.minor() == 0 ? Optional.empty() : Optional.of(eur(past.minor())),
                    clock.instant().minus(Duration.ofMinutes(past.minutes())), "Ana Torres", past.state()));
        }
        return this;
    }

    private static Amount eur(long minor) {
        return new Amount(minor, "EUR");
    }

    @Override
    public Today today() {
        long taken = operations.stream()
                .filter(line -> line.kind().equals("ReloadCard") && line.state() != OperationState.WITHDRAWN)
                .mapToLong(line -> line.amount().map(Amount::minor).orElse(0L)).sum();
        int reloads = (int) operations.stream()
                .filter(line -> line.kind().equals("ReloadCard") && line.state() != OperationState.WITHDRAWN).count();
        int assigned = (int) operations.stream().filter(line -> line.kind().equals("AssignCard")).count();
        return new Today(reloads, List.of(eur(taken)), assigned, operations.stream().limit(10).toList());
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public Lookup byTap(CardSeen card) {
        if (card.randomUid()) {
            return new Lookup.CardRefused(card, Reason.of("CARD_RANDOM_UID"));
        }
        return new Lookup.Opened(view(card));
    }

    @Override
    public Lookup byText(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (owners.containsKey(upper) || upper.equals(NEW)) {
            return new Lookup.Opened(view(seen(upper)));
        }
        List<MemberLine> fit = search(text);
        if (fit.size() == 1) {
            return byMember(fit.getFirst().memberId());
        }
        return fit.isEmpty()
                ? new Lookup.Nobody(text,
                        online
                                ? Reason.of("NOT_FOUND")
                                : Reason.of("NOT_KNOWN_HERE", clock.instant().minus(Duration.ofMinutes(14))))
                : new Lookup.Choose(fit);
    }

    @Override
    public Lookup byMember(String memberId) {
        Optional<String> card = owners.entrySet().stream().filter(entry -> entry.getValue().equals(memberId))
                .map(Map.Entry::getKey).findFirst();
        if (card.isPresent()) {
            return new Lookup.Opened(view(seen(card.get())));
        }
        return new Lookup.Opened(new CounterView(Optional.ofNullable(members.get(memberId)), Optional.empty(), Optional.empty(),
                List.of(ActionState.notNow(Action.RELOAD, Reason.of("NO_CARD")), ActionState.allowed(Action.ASSIGN),
                        ActionState.allowed(Action.HISTORY),
                        ActionState.notNow(Action.BLOCK, Reason.of("NO_CARD")))));
    }

    private static CardSeen seen(String serial) {
        return new CardSeen(serial, "MIFARE Ultralight EV1", Trust.UID_ONLY, false);
    }

    private CounterView view(CardSeen card) {
        String owner = owners.get(card.serial());
        CardState state = states.getOrDefault(card.serial(),
                owner == null ? (online ? CardState.NOT_ASSIGNED : CardState.NOT_KNOWN_HERE) : CardState.ACTIVE);
        Optional<Reason> why = switch (state) {
            case BLOCKED -> Optional.of(Reason.of("CARD_BLOCKED_BY", "Luis Vega", LocalDate.of(2026, 11, 18), "lost"));
            default -> Optional.empty();
        };
        CardFace face = new CardFace(card.serial(), card.serial(), card.technology(), card.trust(), state, why,
                owner == null
                        ? Optional.empty()
                        : Optional.of(state == CardState.EXPIRED ? LocalDate.of(2026, 10, 31) : LocalDate.of(2027, 12, 31)));
        Optional<Reason> no = switch (state) {
            case ACTIVE -> Optional.empty();
            case NOT_ASSIGNED -> Optional.of(Reason.of("CARD_NOT_ASSIGNED"));
            case BLOCKED -> Optional.of(Reason.of("CARD_BLOCKED"));
            case EXPIRED -> Optional.of(Reason.of("CARD_EXPIRED"));
            case REPLACED -> Optional.of(Reason.of("CARD_REPLACED"));
            case NOT_KNOWN_HERE -> Optional.of(Reason.of("CARD_NOT_KNOWN_HERE"));
        };
        Optional<Reason> noAssign = state == CardState.NOT_ASSIGNED
                ? Optional.empty()
                : Optional.of(Reason.of(owner != null ? "CARD_ASSIGNED" : "CARD_NOT_KNOWN_HERE"));
        Optional<Balance> balance = owner == null || state == CardState.BLOCKED ? Optional.empty() : Optional.of(balance(owner));
        return new CounterView(owner == null ? Optional.empty() : Optional.ofNullable(members.get(owner)), Optional.of(face),
                balance,
                List.of(new ActionState(Action.RELOAD, no), new ActionState(Action.ASSIGN, noAssign),
                        ActionState.allowed(Action.HISTORY), new ActionState(Action.BLOCK, no)));
    }

    private Balance balance(String owner) {
        return new Balance(eur(balances.getOrDefault(owner, 0L)),
                online ? clock.instant() : clock.instant().minus(Duration.ofMinutes(14)), !online);
    }

    @Override
    public List<MemberLine> search(String text) {
        String wanted = text.toLowerCase(Locale.ROOT).replace(" ", "");
        return members.values().stream()
                .filter(person -> person.name().toLowerCase(Locale.ROOT).replace(" ", "").contains(wanted)
                        || person.mobile().replace(" ", "").contains(wanted))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(person -> new MemberLine(person.id(), person.name(), person.mobile(),
                        owners.entrySet().stream().filter(entry -> entry.getValue().equals(person.id())).map(Map.Entry::getKey)
                                .sorted().findFirst().orElse("")))
                .toList();
    }

    @Override
    public List<OperationLine> history(String memberId, String cardId) {
        String name = Optional.ofNullable(members.get(memberId)).map(Person::name).orElse(cardId);
        return operations.stream().filter(line -> line.subject().equals(name)).toList();
    }

    @Override
    public synchronized String newOperationId() {
        ids++;
        return "op-" + ids;
    }

    @Override
    public ReloadTerms reloadTerms(String cardId) {
        return new ReloadTerms("EUR", eur(100), eur(50_000), List.of(eur(1_000), eur(2_000), eur(5_000), eur(10_000)),
                online ? Optional.empty() : Optional.of(eur(10_000)));
    }

    @Override
    public Outcome reload(String operationId, String cardId, Amount amount, Amount cashGiven) {
        if (broken) {
            throw new IllegalStateException("broken, as a test wants it");
        }
        asked.add("reload " + operationId + " " + amount.minor() + " " + cashGiven.minor());
        if (!online && amount.minor() > 10_000) {
            return new Outcome.Refused(Reason.of("ALLOWANCE_USED_UP", eur(10_000)));
        }
        if (loseAnswer) {
            loseAnswer = false;
            outcomes.put(operationId, new Outcome.InDoubt(operationId, clock.instant()));
            line(operationId, cardId, amount, OperationState.IN_DOUBT);
            return new Outcome.InDoubt(operationId, clock.instant());
        }
        return done(operationId, cardId, amount);
    }

    private Outcome done(String operationId, String cardId, Amount amount) {
        String owner = owners.getOrDefault(cardId, "m-1");
        balances.merge(owner, amount.minor(), Long::sum);
        operations.removeIf(line -> line.operationId().equals(operationId));
        line(operationId, cardId, amount, online ? OperationState.DONE : OperationState.UNSENT);
        return new Outcome.Done(operationId, online ? Outcome.DecidedBy.ONLINE : Outcome.DecidedBy.ALLOWANCE,
                Optional.of(balance(owner)),
                online ? List.of() : List.of("BALANCE_ELSEWHERE", "BLOCKED_ELSEWHERE"),
                online ? Optional.empty() : Optional.of(clock.instant().minus(Duration.ofMinutes(14))));
    }

    private void line(String operationId, String cardId, Amount amount, OperationState state) {
        String name = Optional.ofNullable(owners.get(cardId)).map(members::get).map(Person::name).orElse(cardId);
        operations.addFirst(
                new OperationLine(operationId, "ReloadCard", name, Optional.of(amount), clock.instant(), "Ana Torres", state));
        changed();
    }

    @Override
    public Outcome block(String operationId, String cardId, String reason) {
        asked.add("block " + cardId + " " + reason);
        states.put(cardId, CardState.BLOCKED);
        changed();
        return new Outcome.Done(operationId, online ? Outcome.DecidedBy.ONLINE : Outcome.DecidedBy.DESK, Optional.empty(),
                List.of(), Optional.empty());
    }

    @Override
    public CodeSent sendCode(String operationId, Holder holder) {
        String mobile = switch (holder) {
            case Holder.Known known -> known.mobile();
            case Holder.New fresh -> fresh.mobile();
        };
        return online
                ? new CodeSent.Sent("ch-1", "+34 ••• ••• " + mobile.substring(mobile.length() - 3),
                        clock.instant().plus(Duration.ofSeconds(30)),
                        clock.instant().plus(Duration.ofMinutes(5)))
                : new CodeSent.NotSent(Reason.of("OTP_NEEDS_ONLINE"));
    }

    @Override
    public CodeCheck checkCode(String challenge, String code) {
        return code.equals("135790") ? new CodeCheck.Right("proof-1") : new CodeCheck.Wrong(2);
    }

    @Override
    public Outcome assign(String operationId, CardSeen card, Holder holder, String proof) {
        asked.add("assign " + card.serial() + " " + proof);
        String member = switch (holder) {
            case Holder.Known known -> known.memberId();
            case Holder.New fresh -> {
                members.put("m-new", new Person("m-new", fresh.name(), fresh.mobile(), "", List.of(), List.of(), List.of()));
                yield "m-new";
            }
        };
        owners.put(card.serial(), member);
        operations.addFirst(
                new OperationLine(operationId, "AssignCard", members.get(member) == null ? member : members.get(member).name(),
                        Optional.empty(), clock.instant(), "Ana Torres",
                        OperationState.DONE));
        changed();
        return new Outcome.Done(operationId, Outcome.DecidedBy.ONLINE, Optional.empty(), List.of(), Optional.empty());
    }

    @Override
    public Outcome settle(String operationId) {
        asked.add("settle " + operationId);
        Outcome known = outcomes.getOrDefault(operationId, new Outcome.InDoubt(operationId, clock.instant()));
        Optional<OperationLine> line = operations.stream().filter(other -> other.operationId().equals(operationId)).findFirst();
        return online && line.isPresent() ? done(operationId, ACTIVE, line.get().amount().orElseThrow()) : known;
    }

    @Override
    public Outcome withdraw(String operationId) {
        asked.add("withdraw " + operationId);
        operations.stream().filter(line -> line.operationId().equals(operationId)).findFirst().ifPresent(line -> {
            operations.remove(line);
            operations.addFirst(
                    new OperationLine(operationId, line.kind(), line.subject(), line.amount(), line.at(), line.operator(),
                            OperationState.WITHDRAWN));
            if (line.state() != OperationState.IN_DOUBT) {
                balances.merge("m-1", -line.amount().map(Amount::minor).orElse(0L), Long::sum);
            }
            changed();
        });
        return new Outcome.Withdrawn(operationId);
    }
}
