package guichet.domain.rules;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Policy;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.operations.Header;
import guichet.domain.operations.Unchecked;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and by whom an operation is made, and the reads its rule does. A rule reads top to bottom; the first thing that stands
 * in the way ends it with {@link Stop}, which only {@link Rules} catches.
 */
final class Scene {
    /** Tables whose age matters to whoever decides while cut off. */
    private static final Set<Table<?>> AGEING = Set.of(Card.TABLE, Member.TABLE, Alias.TABLE);

    /** Ends a rule. Carries no stack trace: it is an answer, not a fault. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Decision decision;

        Stop(Decision decision) {
            super(null, null, false, false);
            this.decision = decision;
        }

        Decision decision() {
            return decision;
        }
    }

    private final View view;
    private final Header header;
    private final List<Unchecked> unchecked = new ArrayList<>();
    private final Desk desk;
    private final Location location;
    private @Nullable Operator operator;

    Scene(Header header, View view) {
        this.view = view;
        this.header = header;
        this.desk = need(Desk.key(header.desk()), Code.DESK_UNKNOWN);
        this.location = need(Location.key(desk.location()), Code.LOCATION_UNKNOWN);
    }

    /** The operator may work here, at this time, in this role, and may change things. */
    void requireRole(Operator.Role least) {
        Operator who = operator();
        stopIf(who.isSuspendedAt(at()), Code.OPERATOR_SUSPENDED);
        stopIf(who.readOnly(), Code.OPERATOR_READ_ONLY);
        stopIf(who.role().compareTo(least) < 0, Code.OPERATOR_ROLE);
        stopIf(!who.mayWorkAt(location.id()), Code.OPERATOR_ELSEWHERE);
    }

    Operator operator() {
        Operator who = operator;
        if (who == null) {
            who = need(Operator.key(header.operator()), Code.OPERATOR_UNKNOWN);
            operator = who;
        }
        return who;
    }

    Desk desk() {
        return desk;
    }

    Location location() {
        return location;
    }

    Header header() {
        return header;
    }

    Instant at() {
        return view.at();
    }

    LocalDate today() {
        return location.gamingDay(at()).date();
    }

    boolean cutOff() {
        return view.standing() == View.Standing.DESK_CUT_OFF;
    }

    boolean atDesk() {
        return view.standing() != View.Standing.SERVER;
    }

    /** Ends the rule where the server cannot be asked. */
    void askServer(Table<?> table) {
        if (cutOff()) {
            throw new Stop(new Decision.NeedsServer(Code.CUT_OFF, table.name()));
        }
    }

    List<Unchecked> unchecked() {
        return unchecked;
    }

    /** A row that must be there. */
    <R> R need(Key<R> key, Code whenAbsent) {
        R value = find(key);
        if (value == null) {
            throw refused(whenAbsent);
        }
        return value;
    }

    /** A row that may be missing; not knowing is not the same and ends the rule. */
    <R> @Nullable R find(Key<R> key) {
        return switch (view.read(key)) {
            case Read.Known<R>(R value, long _, Instant asOf) -> {
                age(key.table(), asOf);
                yield value;
            }
            case Read.Absent<R>(Instant asOf) -> {
                age(key.table(), asOf);
                yield null;
            }
            case Read.NotKnownHere<R> _ -> throw new Stop(new Decision.NeedsServer(Code.NOT_KNOWN_HERE, key.table().name()));
        };
    }

    /** The operation that a text column of a row names, or null. */
    @Nullable
    OperationId namedBy(Key<?> key, Column<String> column) {
        Columns row = view.row(key).orNull();
        String id = row == null ? null : row.get(column);
        return id == null ? null : OperationId.parse(id);
    }

    long policy(Policy.Name name) {
        Policy policy = find(Policy.key(location.id(), name));
        return policy == null ? name.otherwise() : policy.at(at(), name);
    }

    boolean knowsBalance(MemberId member) {
        return !(view.balance(Account.member(member), location.currency()) instanceof Read.NotKnownHere<?>);
    }

    /** A member's balance; nothing posted yet is zero. */
    Money balance(MemberId member) {
        return switch (view.balance(Account.member(member), location.currency())) {
            case Read.Known<Money>(Money money, long _, Instant asOf) -> {
                unchecked("balance", asOf);
                yield money;
            }
            case Read.Absent<Money> _ -> Money.zero(location.currency());
            case Read.NotKnownHere<Money> _ -> throw new Stop(new Decision.NeedsServer(Code.NOT_KNOWN_HERE, "balance"));
        };
    }

    /** What became of an earlier operation, or null when it never arrived. */
    @Nullable
    Outcome outcome(OperationId operation) {
        return switch (view.outcome(operation)) {
            case Read.Known<Outcome>(Outcome outcome, long _, Instant _) -> outcome;
            case Read.Absent<Outcome> _ -> null;
            case Read.NotKnownHere<Outcome> _ -> throw new Stop(new Decision.NeedsServer(Code.NOT_KNOWN_HERE, "operation"));
        };
    }

    /**
     * The draw on the operation's allowance, within every limit of it; null when the operation draws on none. A desk that is
     * cut off moves no money without one.
     */
    Effect.@Nullable Draw draw(Money amount) {
        AllowanceId id = header.allowance();
        if (id == null) {
            if (cutOff()) {
                throw new Stop(new Decision.NeedsServer(Code.CUT_OFF, "allowance"));
            }
            return null;
        }
        Allowance allowance = need(Allowance.key(id), Code.ALLOWANCE_NOT_FOUND);
        stopIf(!allowance.desk().equals(header.desk()), Code.ALLOWANCE_OF_ANOTHER);
        stopIf(!allowance.total().currency().equals(amount.currency()), Code.WRONG_CURRENCY);
        stopIf(at().isBefore(allowance.validFrom()) || at().isAfter(allowance.validUntil()), Code.ALLOWANCE_EXPIRED);
        boolean tooMuch = amount.compareTo(allowance.perOperation()) > 0 || amount.compareTo(allowance.left()) > 0;
        if (tooMuch || allowance.usedCount() >= allowance.count()) {
            throw refused(Code.ALLOWANCE_EXCEEDED, Map.of("left", allowance.left().decimal(), "perOperation",
                    allowance.perOperation().decimal(), "countLeft", Long.toString(allowance.count() - allowance.usedCount())));
        }
        return new Effect.Draw(id, amount, 1);
    }

    void stopIf(boolean wrong, Code code) {
        if (wrong) {
            throw refused(code);
        }
    }

    static Stop refused(Code code) {
        return refused(code, Map.of());
    }

    static Stop refused(Code code, Map<String, String> details) {
        return new Stop(new Decision.Refused(code, details, null));
    }

    /** Refused because of another operation's claim, when it is known which. */
    static Stop claimed(Code code, @Nullable OperationId by) {
        return new Stop(new Decision.Refused(code, Map.of(), by));
    }

    private void age(Table<?> table, Instant asOf) {
        if (AGEING.contains(table)) {
            unchecked(table.name(), asOf);
        }
    }

    private void unchecked(String what, Instant asOf) {
        if (cutOff() && unchecked.stream().noneMatch(already -> already.what().equals(what))) {
            unchecked.add(new Unchecked(what, asOf));
        }
    }
}
