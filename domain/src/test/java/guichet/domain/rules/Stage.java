package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Policy;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Alias;
import guichet.domain.members.Profile;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Times;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One store, one time, one desk and one operator at work, and the shortest ways to make and judge operations there. */
final class Stage {
    static final String PROFILE = "cd".repeat(32);
    static final String NOTE = "ef".repeat(32);
    private static final String ERASED = "side that was erased";
    private static final String NAMELESS = "side without a name";

    final RuleStore store;
    Instant now = World.NOON;
    Desk desk = World.FIRST;
    Operator operator = World.CASHIER;
    private long made;

    Stage(RuleStore store) {
        this.store = store;
        World.settle(store);
    }

    Stage at(Desk other) {
        desk = other;
        return this;
    }

    Stage as(Operator other) {
        operator = other;
        return this;
    }

    Header header() {
        return Header.of(World.operationId(++made), desk.id(), operator.id(), times());
    }

    Times times() {
        return new Times(now, World.uuid(900), made, null);
    }

    RegisterMember register(MemberId member, Alias.Name... aliases) {
        return new RegisterMember(header(), member, PROFILE, List.of(aliases));
    }

    RegisterMember registerErased(MemberId member) {
        return new RegisterMember(header(), member, ERASED, List.of());
    }

    RegisterMember registerNameless(MemberId member) {
        return new RegisterMember(header(), member, NAMELESS, List.of());
    }

    AssignCard assign(CardSerial card, MemberId member, ProofId proof) {
        return new AssignCard(header(), card, member, proof);
    }

    BlockCard block(CardSerial card) {
        return new BlockCard(header(), card, BlockCard.Reason.LOST);
    }

    ReloadCard reload(long minor) {
        return new ReloadCard(header(), World.ALIS, World.ALI, World.egp(minor));
    }

    ChargeCard charge(long minor) {
        return new ChargeCard(header(), World.ALIS, World.ALI, World.egp(minor));
    }

    Withdraw withdraw(Operation target) {
        return new Withdraw(header(), target.id(), Withdraw.Reason.UNDONE);
    }

    ResolveCase resolve(Operation about, Case.Kind kind, Case.Resolution resolution) {
        return new ResolveCase(header(), Case.id(about.id(), kind), resolution, NOTE);
    }

    /** An allowance of this desk for an hour: 50.00 an operation, 80.00 in all, three operations. */
    Allowance allowance(long id) {
        return new Allowance(World.allowanceId(id), desk.id(), desk.location(), World.egp(5_000), World.egp(8_000), 3, now,
                now.plusSeconds(3_600), World.egp(0), 0, "c2ln");
    }

    GrantAllowance grant(Allowance allowance) {
        return new GrantAllowance(header(), allowance);
    }

    AllowanceId granted(long id) {
        applied(grant(allowance(id)));
        return World.allowanceId(id);
    }

    <T extends Operation> Operation within(AllowanceId allowance, T operation) {
        return operation.with(operation.header().drawingOn(allowance));
    }

    Judgement judge(Operation operation, View.Standing standing) {
        return judge(operation, view(standing));
    }

    Judgement judge(Operation operation, View view) {
        return Rules.judge(operation, Stage::profile, view);
    }

    /** Judged, settled and written, as the server does it. */
    Verdict serve(Operation operation) {
        Verdict verdict = Verdict.of(judge(operation, View.Standing.SERVER));
        store.settle(new Outcome(operation, verdict, null));
        if (verdict instanceof Verdict.Applied(List<Effect> effects)) {
            store.apply(operation.id(), effects);
        }
        return verdict;
    }

    /** Arrived and waiting. */
    void hold(Operation operation) {
        store.settle(new Outcome(operation, null, null));
    }

    <T extends Operation> T applied(T operation) {
        assertThat(serve(operation)).isInstanceOf(Verdict.Applied.class);
        return operation;
    }

    void refused(Operation operation, Code code) {
        assertThat(serve(operation)).isInstanceOfSatisfying(Verdict.Rejected.class,
                rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    void conflict(Operation operation, Code code, OperationId other) {
        assertThat(serve(operation)).isInstanceOfSatisfying(Verdict.Conflict.class, conflict -> {
            assertThat(conflict.code()).isEqualTo(code);
            assertThat(conflict.other()).isEqualTo(other);
        });
    }

    Told toldOf(Operation operation, Told.What what) {
        return new Told(header().id(), operation.header().desk(), operation.id(), what, null, List.of(), times());
    }

    /** What follows from what was told, written. */
    List<Effect> told(Operation operation, Told.What what) {
        Told told = toldOf(operation, what);
        Judgement judgement = Rules.judgeTold(told, view(View.Standing.SERVER));
        assertThat(judgement.decision()).isEqualTo(new Decision.Allowed());
        store.apply(told.id(), judgement.effects());
        return judgement.effects();
    }

    /** Told done and refused by the server: its case. */
    Case caseOf(Operation operation, Case.Kind kind) {
        return need(Case.key(operation.id(), kind));
    }

    void policy(Policy.Name name, Instant from, long value) {
        store.put(Policy.key(World.HALL.id(), name), new Policy(new TreeMap<>(Map.of(from, value))).columns());
    }

    View view(View.Standing standing) {
        return standing(store.view(now), standing);
    }

    <R> @Nullable R row(Key<R> key) {
        return store.view(now).read(key).orNull();
    }

    /** A row that has to be there. */
    <R> R need(Key<R> key) {
        R found = row(key);
        if (found == null) {
            throw new AssertionError("no row " + key);
        }
        return found;
    }

    <V> @Nullable V value(Key<?> key, guichet.domain.state.Column<V> column) {
        Columns row = store.view(now).row(key).orNull();
        return row == null ? null : row.get(column);
    }

    long balance(MemberId member) {
        Money balance = store.view(now).balance(Account.member(member), World.EGP).orNull();
        return balance == null ? 0 : balance.minor();
    }

    static @Nullable Profile profile(String digest) {
        return switch (digest) {
            case ERASED -> null;
            case NAMELESS -> new Profile(" ", null, null);
            default -> new Profile("Mona", null, null);
        };
    }

    static View standing(View view, View.Standing standing) {
        return new View() {
            @Override
            public Standing standing() {
                return standing;
            }

            @Override
            public Instant at() {
                return view.at();
            }

            @Override
            public Read<Columns> row(Key<?> key) {
                return view.row(key);
            }

            @Override
            public Read<Money> balance(Account account, java.util.Currency currency) {
                return view.balance(account, currency);
            }

            @Override
            public Read<Outcome> outcome(OperationId operation) {
                return view.outcome(operation);
            }
        };
    }
}
