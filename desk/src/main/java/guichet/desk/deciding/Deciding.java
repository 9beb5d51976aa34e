package guichet.desk.deciding;

import guichet.desk.line.Line;
import guichet.desk.line.Lines;
import guichet.desk.signin.Presence;
import guichet.domain.allowances.Allowance;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Told;
import guichet.domain.operations.Unchecked;
import guichet.domain.operations.Withdraw;
import guichet.domain.rules.Code;
import guichet.domain.rules.Decision;
import guichet.domain.rules.Judgement;
import guichet.domain.rules.Rules;
import guichet.domain.rules.Sides;
import guichet.domain.rules.Verdict;
import guichet.domain.rules.View;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.SideCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.JournalEntry;
import guichet.sync.loop.Submitted;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides operations. While the server is heard, its verdict is waited for; when it is certainly not reached, the desk decides
 * within its allowance. Nothing is told before it is on disk. The same operation id always gives the same answer.
 */
public final class Deciding {
    private static final int LOCKS = 16;
    private static final int ANSWERS = 1000;

    private final Lines lines;
    private final Presence presence;
    private final Allowances allowances;
    private final Duration deadline;
    /** One call at a time for each operation; many operations share a lock. */
    private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();
    /** The last answers by the id that was asked for: the operation that was done may have another. */
    private final Map<OperationId, Decided.Done> answers = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OperationId, Decided.Done> eldest) {
            return size() > ANSWERS;
        }
    });

    /** @param deadline how long an operator waits for the server */
    public Deciding(Lines lines, Presence presence, Allowances allowances, Duration deadline) {
        this.lines = lines;
        this.presence = presence;
        this.allowances = allowances;
        this.deadline = deadline;
    }

    /**
     * Decides an operation.
     *
     * @param asked its id, made before anything else
     * @param make  the operation with a header
     * @param sides the side records it refers to
     */
    public Decided decide(OperationId asked, Function<Header, Operation> make, List<SideRecord> sides) {
        Line line = lines.now();
        synchronized (locks.get(Math.floorMod(asked.hashCode(), LOCKS))) {
            Decided.Done before = answers.get(asked);
            Optional<JournalEntry> known = line.journal().entry(standsFor(asked));
            if (known.isPresent()) {
                Decided standing = standing(line, known.get());
                return before != null && standing instanceof Decided.Done ? before : standing;
            }
            Optional<Decided> stopped = stopped(line);
            if (stopped.isPresent()) {
                return stopped.get();
            }
            Decided decided = line.online() ? online(line, asked, make, sides) : cutOff(line, asked, make, sides);
            if (decided instanceof Decided.Done done) {
                answers.put(asked, done);
            }
            allowances.keepAtHand(line);
            return decided;
        }
    }

    /** Asks where an operation in doubt stands, and tells what is known then. */
    public Decided settle(OperationId asked) {
        Line line = lines.now();
        return line.journal().entry(standsFor(asked)).map(entry -> {
            Decided decided = standing(line, entry);
            return decided instanceof Decided.InDoubt
                    ? answered(line, entry.id(), line.loop().submit(entry.id(), deadline))
                    : decided;
        }).orElseGet(() -> new Decided.Refused(Code.OPERATION_NOT_FOUND.name(), Map.of()));
    }

    /** Gives up an operation: it is reversed if it was applied, else it never will be. */
    public Decided withdraw(OperationId asked) {
        Line line = lines.now();
        OperationId target = standsFor(asked);
        return line.store().exclusively(() -> {
            JournalEntry entry = line.journal().entry(target).orElse(null);
            if (entry == null) {
                return new Decided.Refused(Code.OPERATION_NOT_FOUND.name(), Map.of());
            }
            if (entry.told() == Told.What.WITHDRAWN) {
                return new Decided.Withdrawn(target);
            }
            if (line.journal().forked()) {
                return forked();
            }
            Withdraw.Reason reason = switch (entry.told()) {
                case DONE -> Withdraw.Reason.UNDONE;
                case IN_DOUBT, REFUSED, WITHDRAWN -> Withdraw.Reason.IN_DOUBT;
                case null -> Withdraw.Reason.INTERRUPTED;
            };
            return withdraw(line, target, reason);
        });
    }

    /** The operator says that an operation was done, of which nothing was told: the desk stopped in between. */
    public Decided toldDone(OperationId operation) {
        Line line = lines.now();
        return line.store().exclusively(() -> {
            JournalEntry entry = line.journal().entry(operation).orElse(null);
            if (entry == null || entry.told() == Told.What.WITHDRAWN || entry.told() == Told.What.REFUSED) {
                return new Decided.Refused("ALREADY_SETTLED", Map.of());
            }
            if (line.journal().forked()) {
                return forked();
            }
            return entry.told() == Told.What.DONE ? standing(line, entry) : tellDone(line, entry, entry.verdict() != null);
        });
    }

    /** Tells refused of every operation in doubt that the server has refused: nothing was given, nobody needs to look. */
    public void tellRefusals() {
        lines.line().filter(line -> !line.journal().forked()).ifPresent(line -> {
            for (JournalEntry entry : line.journal().inDoubt()) {
                if (entry.verdict() != null && !(entry.verdict() instanceof Verdict.Applied)) {
                    standing(line, entry);
                }
            }
        });
    }

    private static Optional<Decided> stopped(Line line) {
        return line.stopped().map(why -> new Decided.Refused(why, Map.of()));
    }

    private static Decided forked() {
        return new Decided.Refused("DESK_FORKED", Map.of());
    }

    private OperationId standsFor(OperationId asked) {
        Decided.Done answer = answers.get(asked);
        return answer == null ? asked : answer.operation();
    }

    private Decided online(Line line, OperationId id, Function<Header, Operation> make, List<SideRecord> sides) {
        Optional<Decided> refused = line.store().exclusively(() -> {
            if (line.journal().forked()) {
                return Optional.of(forked());
            }
            DeskView view = line.view(View.Standing.DESK_ONLINE);
            Operation operation = make.apply(line.header(id, presence.require().operator()));
            Judgement judgement = Rules.judge(operation, sides(line, sides), view);
            if (judgement.decision() instanceof Decision.Refused(Code code, Map<String, String> details, OperationId _)) {
                return Optional.of(new Decided.Refused(code.name(), details));
            }
            line.journal().append(operation.with(operation.header().needing(view.sourcesRead())), judgement.effects(), sides,
                    null);
            return Optional.empty();
        });
        if (refused.isPresent()) {
            return refused.get();
        }
        Submitted submitted = line.loop().submit(id, deadline);
        return submitted instanceof Submitted.Offline && !line.journal().forked()
                ? remake(line, id, make, sides)
                : answered(line, id, submitted);
    }

    /** The server certainly does not have it: it is given up, and the same is decided by the desk under another id. */
    private Decided remake(Line line, OperationId id, Function<Header, Operation> make, List<SideRecord> sides) {
        return line.store().exclusively(() -> {
            if (line.journal().forked() || !(withdraw(line, id, Withdraw.Reason.IN_DOUBT) instanceof Decided.Withdrawn)) {
                // It would be done twice, should the server get both.
                return inDoubt(line, line.journal().entry(id).orElseThrow(), "NO_ANSWER");
            }
            return cutOff(line, line.newId(), make, sides);
        });
    }

    private Decided cutOff(Line line, OperationId id, Function<Header, Operation> make, List<SideRecord> sides) {
        return line.store().exclusively(() -> {
            // The server may have said so while it was asked.
            Optional<Decided> stopped = stopped(line);
            if (stopped.isPresent()) {
                return stopped.get();
            }
            DeskView view = line.view(View.Standing.DESK_CUT_OFF);
            Operation made = make.apply(line.header(id, presence.require().operator()));
            AllowanceId allowance = moved(made).flatMap(amount -> allowances.forAmount(line, view, amount)).map(Allowance::id)
                    .orElse(null);
            Operation operation = made.with(made.header().drawingOn(allowance));
            Judgement judgement = Rules.judge(operation, sides(line, sides), view);
            return switch (judgement.decision()) {
                case Decision.Allowed() -> {
                    line.journal().appendAndTell(operation.with(operation.header().needing(view.sourcesRead())),
                            judgement.effects(), sides, null, told(line, id, Told.What.DONE, allowance, judgement.unchecked()));
                    yield new Decided.Done(id, false, allowance, judgement.unchecked());
                }
                case Decision.Refused(Code code, Map<String, String> details, OperationId _) ->
                    new Decided.Refused(code.name(), details);
                case Decision.NeedsServer(Code code, String what) -> new Decided.NeedsServer(code.name(), what);
                case Decision.Waits _ -> new Decided.NeedsServer(Code.CUT_OFF.name(), "operation");
            };
        });
    }

    private Decided withdraw(Line line, OperationId target, Withdraw.Reason reason) {
        DeskView view = line.view();
        Withdraw withdraw = new Withdraw(line.header(line.newId(), presence.require().operator()), target, reason);
        Judgement judgement = Rules.judge(withdraw, line.journal().sides(), view);
        return switch (judgement.decision()) {
            case Decision.Refused(Code code, Map<String, String> details, OperationId _) ->
                new Decided.Refused(code.name(), details);
            case Decision.NeedsServer(Code code, String what) -> new Decided.NeedsServer(code.name(), what);
            case Decision.Waits _ -> new Decided.NeedsServer(Code.CUT_OFF.name(), "operation");
            case Decision.Allowed() -> {
                // It needs nothing it has read: it stands whatever becomes of the target.
                line.journal().withdraw(withdraw, judgement.effects(), told(line, target, Told.What.WITHDRAWN, null, List.of()),
                        told(line, withdraw.id(), Told.What.DONE, null, judgement.unchecked()));
                yield new Decided.Withdrawn(target);
            }
        };
    }

    /** What the server said to an operation, told and on disk. */
    private Decided answered(Line line, OperationId id, Submitted submitted) {
        return line.store().exclusively(() -> {
            // Meanwhile it may have been withdrawn, or told by another answer.
            JournalEntry entry = line.journal().entry(id).orElseThrow();
            if (line.journal().forked()) {
                return inDoubt(line, entry, "NO_ANSWER");
            }
            if (entry.told() != null && entry.told() != Told.What.IN_DOUBT) {
                return standing(line, entry);
            }
            return switch (submitted) {
                case Submitted.Judged(Verdict verdict) -> judged(line, entry, verdict);
                case Submitted.Held(String why) -> inDoubt(line, entry, "HELD_" + why);
                case Submitted.InDoubt _,Submitted.Offline _ -> inDoubt(line, entry, "NO_ANSWER");
            };
        });
    }

    /** Where an operation in the journal stands; what the server has said meanwhile is told. */
    private Decided standing(Line line, JournalEntry entry) {
        Verdict verdict = entry.verdict();
        return switch (entry.told()) {
            case DONE -> {
                AllowanceId allowance = decode(entry).header().allowance();
                yield new Decided.Done(entry.id(), allowance == null && verdict != null, allowance, List.of());
            }
            case REFUSED -> refusal(verdict);
            case WITHDRAWN -> new Decided.Withdrawn(entry.id());
            case null, default -> verdict != null && !line.journal().forked()
                    ? line.store().exclusively(() -> judged(line, entry, verdict))
                    : inDoubt(line, entry, entry.why() == null ? "NO_ANSWER" : "HELD_" + entry.why());
        };
    }

    private Decided judged(Line line, JournalEntry entry, Verdict verdict) {
        if (verdict instanceof Verdict.Applied) {
            return tellDone(line, entry, true);
        }
        line.journal().tell(told(line, entry.id(), Told.What.REFUSED, null, List.of()));
        return refusal(verdict);
    }

    private Decided tellDone(Line line, JournalEntry entry, boolean online) {
        AllowanceId allowance = decode(entry).header().allowance();
        line.journal().tell(told(line, entry.id(), Told.What.DONE, allowance, List.of()));
        return new Decided.Done(entry.id(), online, allowance, List.of());
    }

    private Decided inDoubt(Line line, JournalEntry entry, String why) {
        // Nothing is appended to a forked chain: Review puts it to a person once there is a new one.
        if (entry.told() == null && !line.journal().forked()) {
            line.journal().tell(told(line, entry.id(), Told.What.IN_DOUBT, null, List.of()));
        }
        return new Decided.InDoubt(entry.id(), decode(entry).header().times().wall(), why);
    }

    private static Decided refusal(@Nullable Verdict verdict) {
        return switch (verdict) {
            case Verdict.Rejected(Code code, Map<String, String> details) -> new Decided.Refused(code.name(), details);
            case Verdict.Conflict(OperationId _, Code code, Map<String, String> details) ->
                new Decided.Refused(code.name(), details);
            case null, default -> new Decided.Refused("REFUSED", Map.of());
        };
    }

    private static Told told(Line line, OperationId operation, Told.What what, @Nullable AllowanceId allowance,
            List<Unchecked> unchecked) {
        return new Told(line.newId(), line.identity().chain().desk(), operation, what, allowance, unchecked,
                line.clock().times());
    }

    private static Optional<Money> moved(Operation operation) {
        return switch (operation) {
            case ReloadCard reload -> Optional.of(reload.amount());
            case ChargeCard charge -> Optional.of(charge.amount());
            default -> Optional.empty();
        };
    }

    /** Side records that come with an operation are not in the store yet. */
    private static Sides sides(Line line, List<SideRecord> fresh) {
        Sides stored = line.journal().sides();
        return digest -> fresh.stream().filter(side -> side.digest().equals(digest)).findFirst()
                .map(side -> SideCodec.profile(side.content())).orElseGet(() -> stored.profile(digest));
    }

    private static Operation decode(JournalEntry entry) {
        try {
            return OperationCodec.decode(entry.entry().bytes());
        } catch (UnknownVersion e) {
            throw new IllegalStateException("operation " + entry.id() + " was written by a newer program", e);
        }
    }
}
