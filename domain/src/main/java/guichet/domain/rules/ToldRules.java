package guichet.domain.rules;

import guichet.domain.cases.Case;
import guichet.domain.desks.Desk;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was told and turned out otherwise: the drawer stays explained, and a case is opened. */
final class ToldRules {

    /** Cash that crossed the counter although the server refused the operation. */
    private record Crossed(Case.Kind kind, @Nullable Money amount) {
    }

    private ToldRules() {
    }

    static List<Effect> told(Told told, View view) {
        if (told.what() != Told.What.DONE) {
            return List.of();
        }
        Verdict verdict = Rules.verdict(told.operation(), view);
        Outcome outcome = view.outcome(told.operation()).orNull();
        if (outcome == null || verdict instanceof Verdict.Applied || outcome.withdrawnBy() != null) {
            return List.of();
        }
        Operation operation = outcome.operation();
        if (!operation.header().desk().equals(told.desk())) {
            throw Scene.refused(Code.NOT_YOURS);
        }
        Code code = switch (verdict) {
            case Verdict.Rejected(Code why, var _) -> why;
            case Verdict.Conflict(OperationId _, Code why, var _) -> why;
            case Verdict.Applied _ -> throw new IllegalStateException("applied");
        };
        Crossed crossed = crossed(operation, view);
        Money amount = crossed.amount;
        LocationId location = location(told, view);
        Case opened = new Case(Case.id(operation.id(), crossed.kind), crossed.kind, operation.id(), location, code.name(),
                view.at(), amount, null);
        if (view.row(Case.TABLE.key(opened.id())) instanceof Read.Known<?>) {
            return List.of(); // told done more than once: its leg is posted and its case opened once
        }
        Effect open = new Effect.OpenCase(opened);
        if (amount == null || crossed.kind == Case.Kind.GOODS_GIVEN) {
            return List.of(open);
        }
        Money into = crossed.kind == Case.Kind.CASH_TAKEN ? amount : amount.negated();
        return List.of(new Effect.Post(List.of(new Entry(Account.suspense(location), into),
                new Entry(Account.drawer(told.desk()), into.negated()))), open);
    }

    private static Crossed crossed(Operation operation, View view) {
        return switch (operation) {
            case ReloadCard reload when reload.amount().isPositive() -> new Crossed(Case.Kind.CASH_TAKEN, reload.amount());
            case ChargeCard charge when charge.amount().isPositive() -> new Crossed(Case.Kind.GOODS_GIVEN, charge.amount());
            case Withdraw withdraw -> given(returned(withdraw, view));
            case ResolveCase resolve ->
                given(resolve.resolution() == Case.Resolution.GIVE_BACK ? inSuspense(resolve.caseId(), view) : null);
            default -> given(null);
        };
    }

    private static Crossed given(@Nullable Money amount) {
        return amount == null ? new Crossed(Case.Kind.DONE_BUT_REFUSED, null) : new Crossed(Case.Kind.CASH_GIVEN, amount);
    }

    /** The cash that a refused Withdraw gave back: a reload's, if the ledger says that the drawer has it. */
    private static @Nullable Money returned(Withdraw withdraw, View view) {
        Outcome target = view.outcome(withdraw.target()).orNull();
        if (target == null || target.withdrawnBy() != null || !(target.operation() instanceof ReloadCard reload)) {
            return null;
        }
        return Rules.verdict(reload.id(), view) instanceof Verdict.Applied
                ? reload.amount()
                : inSuspense(Case.id(reload.id(), Case.Kind.CASH_TAKEN), view);
    }

    private static @Nullable Money inSuspense(String caseId, View view) {
        Case found = view.read(Case.TABLE.key(caseId)).orNull();
        return found == null || found.kind() != Case.Kind.CASH_TAKEN ? null : found.amount();
    }

    private static LocationId location(Told told, View view) {
        Desk desk = view.read(Desk.key(told.desk())).orNull();
        if (desk == null) {
            throw Scene.refused(Code.DESK_UNKNOWN);
        }
        return desk.location();
    }
}
