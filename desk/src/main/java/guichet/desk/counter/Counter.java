package guichet.desk.counter;

import guichet.desk.deciding.Allowances;
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
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Policy;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.ProofId;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Unchecked;
import guichet.sync.journal.DeskView;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a cashier does at the counter, over this desk's store and its server. */
public final class Counter implements CounterDesk {
    private static final int MOST_HISTORY = 200;

    private final Lines lines;
    private final News news;
    private final Deciding deciding;
    private final Allowances allowances;
    private final Lookups lookups;
    private final Assigning assigning;

    public Counter(Lines lines, News news, Presence presence, Allowances allowances, Deciding deciding, SecureRandom random) {
        MemberIndex index = new MemberIndex();
        news.listen(index::changed);
        this.lines = lines;
        this.news = news;
        this.deciding = deciding;
        this.allowances = allowances;
        this.lookups = new Lookups(presence, allowances, index);
        this.assigning = new Assigning(presence, deciding, lookups, random);
    }

    @Override
    public Today today() {
        return lines.line().map(Book::today).orElseGet(() -> new Today(0, List.of(), 0, List.of()));
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return news.listen(listener);
    }

    @Override
    public Lookup byTap(CardSeen card) {
        return lookups.byTap(lines.now(), card);
    }

    @Override
    public Lookup byText(String text) {
        return lookups.byText(lines.now(), text);
    }

    @Override
    public Lookup byMember(String memberId) {
        return lookups.byMember(lines.now(), MemberId.parse(memberId));
    }

    @Override
    public List<MemberLine> search(String text) {
        return lookups.search(lines.now(), text);
    }

    @Override
    public List<OperationLine> history(String memberId, String cardId) {
        return Book.history(lines.now(), memberId, cardId, MOST_HISTORY);
    }

    @Override
    public String newOperationId() {
        return lines.now().newId().toString();
    }

    @Override
    public ReloadTerms reloadTerms(String cardId) {
        Line line = lines.now();
        DeskView view = line.view();
        Currency currency = line.identity().currency();
        long least = policy(line, view, Policy.Name.RELOAD_MIN);
        long most = policy(line, view, Policy.Name.RELOAD_MAX);
        List<Amount> quick = Stream.of("10", "20", "50", "100", "200").mapToLong(major -> Money.parse(major, currency).minor())
                .filter(amount -> amount >= least && amount <= most).mapToObj(amount -> amount(amount, currency)).toList();
        Optional<Amount> offlineMost = line.online()
                ? Optional.empty()
                : Optional.of(allowances.most(line, view, currency).map(Reasons::amount).orElse(amount(0, currency)));
        return new ReloadTerms(currency.getCurrencyCode(), amount(least, currency), amount(most, currency), quick, offlineMost);
    }

    @Override
    public Outcome reload(String operationId, String cardId, Amount amount, Amount cashGiven) {
        Line line = lines.now();
        Money money = Money.of(amount.minor(), amount.currency());
        if (!cashGiven.currency().equals(amount.currency()) || cashGiven.minor() < amount.minor()) {
            return new Outcome.Refused(Reason.of("CASH_TOO_LITTLE"));
        }
        CardSerial serial = CardSerial.parse(cardId);
        Card card = line.view().read(Card.key(serial)).orNull();
        MemberId member = card == null ? null : card.member();
        if (member == null) {
            return new Outcome.Refused(Reason.of(card == null ? "CARD_NOT_FOUND" : "CARD_NOT_ASSIGNED"));
        }
        return decide(operationId, header -> new ReloadCard(header, serial, member, money), member);
    }

    @Override
    public Outcome block(String operationId, String cardId, String reason) {
        CardSerial serial = CardSerial.parse(cardId);
        return decide(operationId, header -> new BlockCard(header, serial, blockReason(reason)), null);
    }

    @Override
    public CodeSent sendCode(String operationId, Holder holder) {
        return assigning.sendCode(lines.now(), holder);
    }

    @Override
    public CodeCheck checkCode(String challenge, String code) {
        return assigning.checkCode(lines.now(), challenge, code);
    }

    @Override
    public Outcome assign(String operationId, CardSeen card, Holder holder, String proof) {
        MemberId member = assigning.known(lines.now(), holder).orElse(null);
        if (member == null) {
            return new Outcome.Refused(Reason.of("MEMBER_NOT_FOUND"));
        }
        CardSerial serial = CardSerial.parse(card.serial());
        return decide(operationId, header -> new AssignCard(header, serial, member, ProofId.parse(proof)), member);
    }

    @Override
    public Outcome settle(String operationId) {
        return outcome(deciding.settle(OperationId.parse(operationId)), null);
    }

    @Override
    public Outcome withdraw(String operationId) {
        return outcome(deciding.withdraw(OperationId.parse(operationId)), null);
    }

    private Outcome decide(String operationId, Function<Header, Operation> make, @Nullable MemberId member) {
        return outcome(deciding.decide(OperationId.parse(operationId), make, List.of()), member);
    }

    private Outcome outcome(Decided decided, @Nullable MemberId member) {
        Line line = lines.now();
        return switch (decided) {
            case Decided.Done done -> new Outcome.Done(done.operation().toString(),
                    done.online()
                            ? Outcome.DecidedBy.ONLINE
                            : done.allowance() == null ? Outcome.DecidedBy.DESK : Outcome.DecidedBy.ALLOWANCE,
                    member == null ? Optional.empty() : lookups.balance(line, line.view(), member),
                    Reasons.unchecked(done.unchecked()),
                    done.unchecked().stream().map(Unchecked::asOf).filter(Objects::nonNull).min(Comparator.naturalOrder()));
            case Decided.Refused refused -> new Outcome.Refused(Reasons.of(refused, line));
            case Decided.NeedsServer needs -> new Outcome.NeedsServer(Reasons.of(needs, line));
            case Decided.InDoubt doubt -> new Outcome.InDoubt(doubt.operation().toString(), doubt.since());
            case Decided.Withdrawn withdrawn -> new Outcome.Withdrawn(withdrawn.operation().toString());
        };
    }

    private static long policy(Line line, DeskView view, Policy.Name name) {
        Policy policy = view.read(Policy.key(line.identity().location(), name)).orNull();
        return policy == null ? name.otherwise() : policy.at(view.at(), name);
    }

    private static Amount amount(long minor, Currency currency) {
        return new Amount(minor, currency.getCurrencyCode());
    }

    /** The reason as the rulebook has it; words that are none of its own are the house's. */
    private static BlockCard.Reason blockReason(String words) {
        String first = words.strip().toUpperCase(Locale.ROOT);
        for (BlockCard.Reason reason : BlockCard.Reason.values()) {
            if (first.equals(reason.name())) {
                return reason;
            }
        }
        return BlockCard.Reason.HOUSE;
    }
}
