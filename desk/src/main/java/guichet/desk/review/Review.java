package guichet.desk.review;

import guichet.desk.counter.Book;
import guichet.desk.counter.OperationLine;
import guichet.desk.deciding.Decided;
import guichet.desk.deciding.Deciding;
import guichet.desk.deciding.Reasons;
import guichet.desk.line.Line;
import guichet.desk.line.Lines;
import guichet.desk.news.News;
import guichet.desk.news.Subscription;
import guichet.desk.signin.Presence;
import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import guichet.domain.cases.Case;
import guichet.domain.desks.Operator;
import guichet.domain.identity.OperationId;
import guichet.domain.operations.ResolveCase;
import guichet.domain.rules.Code;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.operations.SideCodec;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.JournalEntry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What needs a person at this desk: operations nobody was told of, in doubt, held or refused after all, and open cases. */
public final class Review implements ReviewDesk {
    private static final String OPERATION = "op:";
    private static final String CASE = "case:";
    private static final String FORKED = "desk:forked";
    private static final int MOST = 200;

    private final Lines lines;
    private final News news;
    private final Presence presence;
    private final Deciding deciding;
    private final SecureRandom random;

    public Review(Lines lines, News news, Presence presence, Deciding deciding, SecureRandom random) {
        this.lines = lines;
        this.news = news;
        this.presence = presence;
        this.deciding = deciding;
        this.random = random;
    }

    @Override
    public List<ReviewItem> open() {
        Line line = lines.now();
        List<ReviewItem> items = new ArrayList<>();
        Set<OperationId> seen = new HashSet<>();
        for (JournalEntry entry : line.journal().interrupted()) {
            add(line, entry, ReviewItem.Kind.NOT_TOLD, Reason.of("CRASHED"), ways(Resolution.DONE, Resolution.WITHDRAW), seen,
                    items);
        }
        for (JournalEntry entry : line.journal().inDoubt()) {
            boolean applied = entry.verdict() instanceof Verdict.Applied;
            String held = entry.why();
            add(line, entry, ReviewItem.Kind.IN_DOUBT, Reason.of(held == null ? "NO_ANSWER" : "HELD_" + held),
                    applied ? ways(Resolution.DONE, Resolution.WITHDRAW) : ways(Resolution.WITHDRAW), seen, items);
        }
        for (Case open : cases(line)) {
            items.add(item(line, open));
            seen.add(open.operation());
        }
        for (JournalEntry entry : line.journal().troubled(MOST)) {
            // Its case comes by the feed; until then nothing but waiting helps.
            add(line, entry, entry.verdict() == null ? ReviewItem.Kind.HELD : ReviewItem.Kind.CASE, trouble(line, entry),
                    List.of(),
                    seen, items);
        }
        if (line.journal().forked()) {
            items.add(forked(line));
        }
        items.sort(Comparator.comparing((ReviewItem item) -> item.kind() != ReviewItem.Kind.FORKED)
                .thenComparing(item -> item.kind() != ReviewItem.Kind.NOT_TOLD)
                .thenComparing(ReviewItem::since));
        return items;
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return news.listen(listener);
    }

    @Override
    public Optional<Reason> resolve(String itemId, Resolution resolution, String reason) {
        Line line = lines.now();
        if (reason.isBlank()) {
            return Optional.of(Reason.of("REASON_MISSING"));
        }
        if (itemId.equals(FORKED)) {
            return beginAnew(line, resolution);
        }
        Decided decided;
        if (itemId.startsWith(OPERATION)) {
            OperationId operation = OperationId.parse(itemId.substring(OPERATION.length()));
            decided = switch (resolution) {
                case DONE -> done(line, operation);
                case WITHDRAW -> deciding.withdraw(operation);
                case GIVE_BACK, CREDIT_MEMBER, CHARGE_MEMBER, WRITE_OFF, NOTED, BEGIN_ANEW ->
                    new Decided.Refused(Code.RESOLUTION_NOT_ALLOWED.name(), Map.of());
            };
        } else {
            decided = resolveCase(line, itemId.substring(CASE.length()), resolution, reason);
        }
        return switch (decided) {
            case Decided.Done _,Decided.Withdrawn _ -> Optional.empty();
            case Decided.Refused(String code, var _) when code.equals(Code.CASE_CLOSED.name()) ->
                Optional.of(Reason.of("ALREADY_SETTLED"));
            case Decided.Refused refused -> Optional.of(Reasons.of(refused, line));
            case Decided.NeedsServer needs -> Optional.of(Reasons.of(needs, line));
            case Decided.InDoubt doubt -> Optional.of(Reason.of(doubt.why()));
        };
    }

    private Optional<Reason> beginAnew(Line line, Resolution resolution) {
        if (resolution != Resolution.BEGIN_ANEW) {
            return Optional.of(Reason.of(Code.RESOLUTION_NOT_ALLOWED.name()));
        }
        if (!presence.mayChangeAs(Operator.Role.SUPERVISOR)) {
            return Optional.of(Reason.of("ROLE"));
        }
        return line.store().exclusively(() -> {
            if (!line.journal().forked()) {
                return Optional.of(Reason.of("ALREADY_SETTLED"));
            }
            line.loop().beginAnew();
            news.changed();
            return Optional.empty();
        });
    }

    private ReviewItem forked(Line line) {
        List<Resolution> ways = presence.mayChangeAs(Operator.Role.SUPERVISOR) ? ways(Resolution.BEGIN_ANEW) : List.of();
        return new ReviewItem(FORKED, ReviewItem.Kind.FORKED, "", line.identity().name(), "", Reason.of("DESK_FORKED"),
                Optional.empty(), line.loop().status().since(), ways);
    }

    /** An operation in doubt is done only when the server says so; one that nobody was told of, when the operator says so. */
    private Decided done(Line line, OperationId operation) {
        JournalEntry entry = line.journal().entry(operation).orElse(null);
        boolean unsure = entry != null && entry.told() != null && !(entry.verdict() instanceof Verdict.Applied);
        return unsure ? new Decided.Refused(Code.RESOLUTION_NOT_ALLOWED.name(), Map.of()) : deciding.toldDone(operation);
    }

    private Decided resolveCase(Line line, String id, Resolution resolution, String reason) {
        Optional<Case.Resolution> way = switch (resolution) {
            case GIVE_BACK -> Optional.of(Case.Resolution.GIVE_BACK);
            case CREDIT_MEMBER -> Optional.of(Case.Resolution.CREDIT_MEMBER);
            case CHARGE_MEMBER -> Optional.of(Case.Resolution.CHARGE_MEMBER);
            case WRITE_OFF -> Optional.of(Case.Resolution.WRITE_OFF);
            case NOTED -> Optional.of(Case.Resolution.NOTED);
            case DONE, WITHDRAW, BEGIN_ANEW -> Optional.empty();
        };
        if (way.isEmpty()) {
            return new Decided.Refused(Code.RESOLUTION_NOT_ALLOWED.name(), Map.of());
        }
        SideRecord note = SideRecord.of(SideCodec.encodeNote(reason.strip()), random);
        return deciding.decide(line.newId(), header -> new ResolveCase(header, id, way.get(), note.digest()), List.of(note));
    }

    private static List<Case> cases(Line line) {
        DeskView view = line.view();
        return view.keys(Case.TABLE, Case.RESOLUTION, null).stream().limit(MOST).map(key -> view.read(key).orNull())
                .filter(open -> open != null && open.isOpen() && open.location().equals(line.identity().location())).toList();
    }

    private ReviewItem item(Line line, Case open) {
        OperationLine about = line.journal().entry(open.operation()).flatMap(entry -> Book.line(line, entry)).orElse(null);
        List<Resolution> ways = presence.mayChangeAs(Operator.Role.SUPERVISOR)
                ? open.kind().ways().stream().sorted().map(way -> Resolution.valueOf(way.name())).toList()
                : List.of();
        return new ReviewItem(CASE + open.id(), ReviewItem.Kind.CASE, about == null ? "" : about.kind(),
                about == null ? "" : about.subject(), about == null ? "" : about.operator(),
                Reason.of("REJECTED", Reasons.refused(open.code(), Map.of(), line)),
                Optional.ofNullable(open.amount()).map(Reasons::amount), open.openedAt(), ways);
    }

    private static void add(Line line, JournalEntry entry, ReviewItem.Kind kind, Reason why, List<Resolution> ways,
            Set<OperationId> seen, List<ReviewItem> items) {
        if (seen.add(entry.operation())) {
            Book.line(line, entry).ifPresent(about -> items.add(new ReviewItem(OPERATION + entry.operation(), kind, about.kind(),
                    about.subject(), about.operator(), why, about.amount().map(Review::absolute), about.at(), ways)));
        }
    }

    private static Reason trouble(Line line, JournalEntry entry) {
        return switch (entry.verdict()) {
            case Verdict.Rejected(Code code, Map<String, String> details) ->
                Reason.of("REJECTED", Reasons.refused(code.name(), details, line));
            case Verdict.Conflict(OperationId _, Code code, Map<String, String> details) ->
                Reason.of("CONFLICT", Reasons.refused(code.name(), details, line));
            case null, default -> Reason.of(entry.why() == null ? "REUSED" : "HELD_" + entry.why());
        };
    }

    private static Amount absolute(Amount amount) {
        return new Amount(Math.abs(amount.minor()), amount.currency());
    }

    private static List<Resolution> ways(Resolution... ways) {
        return List.of(ways);
    }
}
