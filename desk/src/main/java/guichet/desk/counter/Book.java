package guichet.desk.counter;

import guichet.desk.deciding.Reasons;
import guichet.desk.line.Line;
import guichet.desk.words.Amount;
import guichet.domain.desks.Operator;
import guichet.domain.identity.MemberId;
import guichet.domain.members.Member;
import guichet.domain.members.Profile;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.time.GamingDay;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Reads this desk's journal as lists and totals that an operator understands. */
public final class Book {
    private static final int FIRST = 256;
    private static final int MOST = 65_536;
    private static final int LAST = 10;

    private record Page(JournalEntry entry, Operation operation) {
    }

    private Book() {
    }

    /** Totals of the gaming day of now, and the last ten operations. */
    static Today today(Line line) {
        GamingDay day = line.gamingDay(line.clock().judging());
        List<Page> pages = pages(line, (page, _) -> day.contains(page.operation.header().times().wall()), LAST);
        int reloads = 0;
        int assigned = 0;
        Money nothing = Money.zero(line.identity().currency());
        Map<String, Money> taken = new TreeMap<>(Map.of(nothing.currency().getCurrencyCode(), nothing));
        for (Page page : pages) {
            boolean counts = page.entry.told() == Told.What.DONE && day.contains(page.operation.header().times().wall());
            if (counts && page.operation instanceof ReloadCard reload) {
                reloads++;
                taken.merge(reload.amount().currency().getCurrencyCode(), reload.amount(), Money::plus);
            } else if (counts && page.operation instanceof AssignCard) {
                assigned++;
            }
        }
        return new Today(reloads, taken.values().stream().map(Reasons::amount).toList(), assigned,
                lines(line, pages.subList(0, Math.min(LAST, pages.size()))));
    }

    /** This desk's operations of a member or card, latest first. Either may be empty. */
    static List<OperationLine> history(Line line, String member, String card, int limit) {
        List<Page> pages = pages(line, (_, read) -> read < MOST, MOST);
        return lines(line, pages.stream().filter(page -> concerns(page.operation, member, card)).limit(limit).toList());
    }

    /** An operation of the journal as a line; empty when it was written by a newer program. */
    public static Optional<OperationLine> line(Line line, JournalEntry entry) {
        return operation(entry).map(operation -> lines(line, List.of(new Page(entry, operation))).getFirst());
    }

    /** Whether the operation is part of what the desk shows as so. */
    static boolean stands(JournalEntry entry) {
        return entry.told() != Told.What.REFUSED && entry.told() != Told.What.WITHDRAWN;
    }

    /** Operations, latest first, as long as a condition holds, and at least so many. */
    private static List<Page> pages(Line line, BiPredicate<Page, Integer> wanted, int least) {
        for (int limit = FIRST;; limit *= 4) {
            List<JournalEntry> entries = line.journal().entries(limit);
            List<Page> pages = new ArrayList<>();
            boolean enough = false;
            for (JournalEntry entry : entries) {
                Operation operation = entry.kind() == EntryKind.OPERATION ? operation(entry).orElse(null) : null;
                if (operation == null || operation instanceof Withdraw) {
                    continue;
                }
                Page page = new Page(entry, operation);
                if (pages.size() >= least && !wanted.test(page, pages.size())) {
                    enough = true;
                    break;
                }
                pages.add(page);
            }
            if (enough || entries.size() < limit || limit >= MOST) {
                return pages;
            }
        }
    }

    private static Optional<Operation> operation(JournalEntry entry) {
        try {
            return Optional.of(OperationCodec.decode(entry.entry().bytes()));
        } catch (UnknownVersion e) {
            return Optional.empty();
        }
    }

    private static List<OperationLine> lines(Line line, List<Page> pages) {
        DeskView view = line.view();
        return pages.stream().map(page -> {
            Operation operation = page.operation;
            Operator operator = view.read(Operator.key(operation.header().operator())).orNull();
            return new OperationLine(operation.id().toString(), operation.getClass().getSimpleName(),
                    subject(line, view, operation), amount(operation), operation.header().times().wall(),
                    operator == null ? "" : operator.name(), state(page.entry));
        }).toList();
    }

    private static String subject(Line line, DeskView view, Operation operation) {
        return switch (operation) {
            case ReloadCard reload -> name(line, view, reload.member()).orElse(reload.card().value());
            case ChargeCard charge -> name(line, view, charge.member()).orElse(charge.card().value());
            case AssignCard assign -> name(line, view, assign.member()).orElse(assign.card().value());
            case RegisterMember register -> name(line, view, register.member()).orElse("");
            case BlockCard block -> block.card().value();
            case ResolveCase _,Withdraw _,GrantAllowance _ -> "";
        };
    }

    static Optional<String> name(Line line, DeskView view, MemberId id) {
        Member member = view.read(Member.key(id)).orNull();
        return Optional.ofNullable(member).map(known -> line.journal().sides().profile(known.profile())).map(Profile::name);
    }

    private static Optional<Amount> amount(Operation operation) {
        return switch (operation) {
            case ReloadCard reload -> Optional.of(Reasons.amount(reload.amount()));
            case ChargeCard charge -> Optional.of(Reasons.amount(charge.amount().negated()));
            default -> Optional.empty();
        };
    }

    private static boolean concerns(Operation operation, String member, String card) {
        return switch (operation) {
            case ReloadCard reload -> reload.member().toString().equals(member) || reload.card().value().equals(card);
            case ChargeCard charge -> charge.member().toString().equals(member) || charge.card().value().equals(card);
            case AssignCard assign -> assign.member().toString().equals(member) || assign.card().value().equals(card);
            case BlockCard block -> block.card().value().equals(card);
            case RegisterMember register -> register.member().toString().equals(member);
            case ResolveCase _,Withdraw _,GrantAllowance _ -> false;
        };
    }

    private static OperationState state(JournalEntry entry) {
        return switch (entry.told()) {
            case WITHDRAWN -> OperationState.WITHDRAWN;
            case REFUSED -> OperationState.REFUSED;
            case null, default -> switch (entry.state()) {
                case APPLIED -> OperationState.DONE;
                case REJECTED, CONFLICT -> OperationState.REFUSED;
                case HELD, REUSED -> OperationState.HELD;
                case UNSENT, IN_DOUBT -> entry.told() == Told.What.DONE ? OperationState.UNSENT : OperationState.IN_DOUBT;
            };
        };
    }
}
