package guichet.domain.rules;

import guichet.domain.cases.Case;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Operator;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Told;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was told and turned out otherwise, and how a person settles it. */
final class CaseRules {

    private CaseRules() {
    }

    static List<Effect> told(Told told, View view) {
        if (told.what() != Told.What.DONE) {
            return List.of();
        }
        Verdict verdict = Rules.verdict(told.operation(), view);
        Outcome outcome = view.outcome(told.operation()).orNull();
        if (verdict instanceof Verdict.Applied || outcome == null || outcome.withdrawnBy() != null) {
            return List.of();
        }
        Code code = switch (verdict) {
            case Verdict.Rejected(Code why, var _) -> why;
            case Verdict.Conflict(OperationId _, Code why, var _) -> why;
            case Verdict.Applied _ -> throw new IllegalStateException("applied");
        };
        LocationId location = location(told, view);
        Operation operation = outcome.operation();
        return switch (operation) {
            case ReloadCard reload -> {
                Case opened = opened(operation, Case.Kind.CASH_TAKEN, location, code, reload.amount(), view);
                Effect leg = new Effect.Post(List.of(new Entry(Account.suspense(location), reload.amount()),
                        new Entry(Account.drawer(told.desk()), reload.amount().negated())));
                yield once(opened, view, leg);
            }
            case ChargeCard charge ->
                once(opened(operation, Case.Kind.GOODS_GIVEN, location, code, charge.amount(), view), view, null);
            default -> once(opened(operation, Case.Kind.DONE_BUT_REFUSED, location, code, null, view), view, null);
        };
    }

    static List<Effect> resolve(ResolveCase operation, Scene scene) {
        scene.requireRole(Operator.Role.SUPERVISOR);
        Case open = scene.need(Case.TABLE.key(operation.caseId()), Code.CASE_NOT_FOUND);
        scene.stopIf(!open.isOpen(), Code.CASE_CLOSED);
        scene.stopIf(!open.location().equals(scene.location().id()), Code.OPERATOR_ELSEWHERE);
        scene.stopIf(!open.kind().ways().contains(operation.resolution()), Code.RESOLUTION_NOT_ALLOWED);
        List<Effect> effects = new ArrayList<>();
        Money amount = open.amount();
        if (amount != null) {
            effects.add(settled(open, amount, operation.resolution(), scene));
        }
        effects.add(new Effect.Put(Case.TABLE.key(open.id()), Case.closed(operation.resolution(), operation.id(), scene.at())));
        return effects;
    }

    /** The cash leaves the drawer of the desk that settles it. */
    static Effect giveBack(Case open, Money amount, Scene scene) {
        return moved(Account.suspense(open.location()), Account.drawer(scene.desk().id()), amount);
    }

    private static Effect settled(Case open, Money amount, Case.Resolution resolution, Scene scene) {
        Account suspense = Account.suspense(open.location());
        Account risk = Account.risk(open.location());
        Account revenue = Account.revenue(open.location());
        return switch (resolution) {
            case GIVE_BACK -> giveBack(open, amount, scene);
            case CREDIT_MEMBER -> moved(suspense, Account.member(memberOf(open, scene)), amount);
            case CHARGE_MEMBER -> moved(Account.member(memberOf(open, scene)), revenue, amount);
            case WRITE_OFF -> open.kind() == Case.Kind.CASH_TAKEN ? moved(suspense, risk, amount) : moved(risk, revenue, amount);
            case NOTED -> throw Scene.refused(Code.RESOLUTION_NOT_ALLOWED);
        };
    }

    private static MemberId memberOf(Case open, Scene scene) {
        Outcome outcome = scene.outcome(open.operation());
        return switch (outcome == null ? null : outcome.operation()) {
            case ReloadCard reload -> MemberRules.active(reload.member(), scene).id();
            case ChargeCard charge -> MemberRules.active(charge.member(), scene).id();
            case null, default -> throw Scene.refused(Code.OPERATION_NOT_FOUND);
        };
    }

    private static Effect moved(Account from, Account to, Money amount) {
        return new Effect.Post(List.of(new Entry(to, amount), new Entry(from, amount.negated())));
    }

    private static Case opened(Operation operation, Case.Kind kind, LocationId location, Code code, @Nullable Money amount,
            View view) {
        return new Case(Case.id(operation.id(), kind), kind, operation.id(), location, code.name(), view.at(), amount, null);
    }

    /** An operation may be told done more than once; its leg is posted and its case opened once. */
    private static List<Effect> once(Case opened, View view, @Nullable Effect leg) {
        if (view.row(Case.TABLE.key(opened.id())) instanceof Read.Known<?>) {
            return List.of();
        }
        return leg == null ? List.of(new Effect.OpenCase(opened)) : List.of(leg, new Effect.OpenCase(opened));
    }

    private static LocationId location(Told told, View view) {
        Desk desk = view.read(Desk.key(told.desk())).orNull();
        if (desk == null) {
            throw Scene.refused(Code.DESK_UNKNOWN);
        }
        return desk.location();
    }
}
