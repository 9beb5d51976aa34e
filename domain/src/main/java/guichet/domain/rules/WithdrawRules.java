package guichet.domain.rules;

import guichet.domain.cards.Card;
import guichet.domain.cases.Case;
import guichet.domain.desks.Operator;
import guichet.domain.identity.OperationId;
import guichet.domain.members.Member;
import guichet.domain.members.Proof;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Withdraw;
import guichet.domain.state.Columns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Giving up an operation: reversing it if it was applied, else making sure that it never is. */
final class WithdrawRules {

    private WithdrawRules() {
    }

    static List<Effect> withdraw(Withdraw operation, Scene scene) {
        scene.requireRole(Operator.Role.CASHIER);
        Outcome target = scene.outcome(operation.target());
        if (target == null) {
            throw Scene.refused(Code.OPERATION_NOT_FOUND);
        }
        boolean own = target.operation().header().operator().equals(scene.operator().id());
        scene.stopIf(!target.operation().header().desk().equals(scene.desk().id())
                || (!own && scene.operator().role().compareTo(Operator.Role.SUPERVISOR) < 0), Code.NOT_YOURS);
        if (target.operation() instanceof Withdraw || target.operation() instanceof GrantAllowance) {
            throw Scene.refused(Code.NOT_YOURS);
        }
        if (target.withdrawnBy() != null) {
            throw Scene.claimed(Code.ALREADY_WITHDRAWN, target.withdrawnBy());
        }
        if (scene.atDesk() && operation.reason() == Withdraw.Reason.UNDONE
                && target.operation() instanceof ReloadCard reload && !refused(target.verdict())
                && scene.knowsBalance(reload.member())) {
            MoneyRules.covered(reload.member(), reload.amount(), scene); // no cash for credit that was spent since
        }
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Cancel(operation.target()));
        effects.addAll(switch (target.verdict()) {
            case null -> List.of();
            case Verdict.Applied(List<Effect> applied) -> reversed(target.operation(), applied, operation.id(), scene);
            case Verdict.Rejected _,Verdict.Conflict _ -> given(target.operation(), operation.id(), scene);
        });
        return effects;
    }

    private static List<Effect> reversed(Operation target, List<Effect> applied, OperationId by, Scene scene) {
        return switch (target) {
            case ReloadCard _,ChargeCard _ -> posted(applied);
            case AssignCard assign -> {
                unchanged(assign.id(), scene.need(Card.key(assign.card()), Code.CARD_NOT_FOUND).claim());
                yield List.of(
                        new Effect.Put(Card.key(assign.card()),
                                Columns.none().with(Card.MEMBER, null).with(Card.ASSIGNED_AT, null).with(Card.ISSUE_DATE, null)
                                        .with(Card.EXPIRY_DATE, null).with(Card.CLAIM, by.toString())),
                        new Effect.Put(Proof.key(assign.proof()), Columns.none().with(Proof.USED_BY, by.toString())));
            }
            case BlockCard block -> {
                unchanged(block.id(), scene.need(Card.key(block.card()), Code.CARD_NOT_FOUND).claim());
                yield List.of(CardRules.put(block.card(), before(applied), by));
            }
            case RegisterMember register -> {
                scene.stopIf(scene.balance(register.member()).minor() != 0, Code.CHANGED_SINCE);
                List<Effect> back = new ArrayList<>();
                back.add(new Effect.Put(Member.key(register.member()),
                        Columns.none().with(Member.STATUS, Member.Status.INACTIVE.spelling()).with(Member.CLAIM, by.toString())));
                register.aliases().forEach(name -> back.add(new Effect.Remove(name.key())));
                yield back;
            }
            case ResolveCase resolve -> {
                List<Effect> back = posted(applied);
                back.add(new Effect.Put(Case.TABLE.key(resolve.caseId()), Case.reopened()));
                yield back;
            }
            case Withdraw _,GrantAllowance _ -> throw Scene.refused(Code.NOT_YOURS);
        };
    }

    private static List<Effect> posted(List<Effect> applied) {
        List<Effect> back = new ArrayList<>();
        for (Effect effect : applied) {
            if (effect instanceof Effect.Post post) {
                back.add(post.negated());
            } else if (effect instanceof Effect.Draw draw) {
                back.add(new Effect.Draw(draw.allowance(), draw.amount().negated(), -draw.count()));
            }
        }
        return back;
    }

    /** The status that a block hid: its first Put when it has two, else the card was active. */
    private static Card.Status before(List<Effect> applied) {
        String status = applied.size() == 2 && applied.getFirst() instanceof Effect.Put put
                ? put.columns().get(Card.STATUS)
                : null;
        return status == null ? Card.Status.ACTIVE : Card.Status.parse(status);
    }

    /**
     * A refused operation that had been told done: the cash goes back, out of suspense, or the goods came back; its case is closed.
     * One that a person has settled is not opened again.
     */
    private static List<Effect> given(Operation target, OperationId by, Scene scene) {
        for (Case.Kind kind : List.of(Case.Kind.CASH_TAKEN, Case.Kind.GOODS_GIVEN)) {
            Case found = scene.find(Case.key(target.id(), kind));
            if (found != null) {
                if (!found.isOpen()) {
                    throw Scene.claimed(Code.CHANGED_SINCE, scene.namedBy(Case.TABLE.key(found.id()), Case.RESOLVED_BY));
                }
                Money cash = kind == Case.Kind.CASH_TAKEN ? found.amount() : null;
                Case.Resolution how = cash == null ? Case.Resolution.NOTED : Case.Resolution.GIVE_BACK;
                Effect closed = new Effect.Put(Case.TABLE.key(found.id()), Case.closed(how, by, scene.at()));
                return cash == null ? List.of(closed) : List.of(CaseRules.giveBack(found, cash, scene), closed);
            }
        }
        return List.of();
    }

    private static boolean refused(@Nullable Verdict verdict) {
        return verdict instanceof Verdict.Rejected || verdict instanceof Verdict.Conflict;
    }

    private static void unchanged(OperationId target, @Nullable OperationId claim) {
        if (!target.equals(claim)) {
            throw Scene.claimed(Code.CHANGED_SINCE, claim);
        }
    }
}
