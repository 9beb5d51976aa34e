package guichet.domain.rules;

import guichet.domain.cases.Case;
import guichet.domain.desks.Operator;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Withdraw;
import java.util.ArrayList;
import java.util.List;

/** How a person settles a case. */
final class CaseRules {

    private CaseRules() {
    }

    static List<Effect> resolve(ResolveCase operation, Scene scene) {
        scene.requireRole(Operator.Role.SUPERVISOR);
        scene.askServer(Case.TABLE); // another desk may have settled it: cash must not go out twice
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
        return switch (resolution) {
            case GIVE_BACK -> giveBack(open, amount, scene);
            case CREDIT_MEMBER -> moved(suspense, Account.member(memberOf(open, scene)), amount);
            case CHARGE_MEMBER -> moved(Account.member(memberOf(open, scene)), lacking(open), amount);
            case WRITE_OFF ->
                open.kind() == Case.Kind.CASH_TAKEN ? moved(suspense, risk, amount) : moved(risk, lacking(open), amount);
            case NOTED -> throw Scene.refused(Code.RESOLUTION_NOT_ALLOWED);
        };
    }

    /** The account that has too little while the case is open. */
    private static Account lacking(Case open) {
        return open.kind() == Case.Kind.CASH_GIVEN ? Account.suspense(open.location()) : Account.revenue(open.location());
    }

    private static MemberId memberOf(Case open, Scene scene) {
        return memberOf(open.operation(), scene);
    }

    private static MemberId memberOf(OperationId operation, Scene scene) {
        Outcome outcome = scene.outcome(operation);
        return switch (outcome == null ? null : outcome.operation()) {
            case Withdraw withdraw -> memberOf(withdraw.target(), scene);
            case ResolveCase resolve ->
                memberOf(scene.need(Case.TABLE.key(resolve.caseId()), Code.CASE_NOT_FOUND), scene);
            case ReloadCard reload -> MemberRules.active(reload.member(), scene).id();
            case ChargeCard charge -> MemberRules.active(charge.member(), scene).id();
            case null, default -> throw Scene.refused(Code.OPERATION_NOT_FOUND);
        };
    }

    private static Effect moved(Account from, Account to, Money amount) {
        return new Effect.Post(List.of(new Entry(to, amount), new Entry(from, amount.negated())));
    }
}
