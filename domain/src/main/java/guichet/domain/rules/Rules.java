package guichet.domain.rules;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The one rulebook. A desk decides by it against its own store; the server judges the same operation by it against the ledger.
 * Pure: everything comes from the arguments.
 */
public final class Rules {

    private Rules() {
    }

    /** Judges an operation. Every digest it refers to is in {@code sides}, or was erased. */
    public static Judgement judge(Operation operation, Sides sides, View view) {
        try {
            if (view.standing() == View.Standing.SERVER) {
                predecessors(operation.header(), view);
            }
            Scene scene = new Scene(operation.header(), view);
            List<Effect> effects = switch (operation) {
                case RegisterMember register -> MemberRules.register(register, sides, scene);
                case AssignCard assign -> CardRules.assign(assign, scene);
                case BlockCard block -> CardRules.block(block, scene);
                case ReloadCard reload -> MoneyRules.reload(reload, scene);
                case ChargeCard charge -> MoneyRules.charge(charge, scene);
                case GrantAllowance grant -> MoneyRules.grant(grant, scene, view.standing());
                case Withdraw withdraw -> WithdrawRules.withdraw(withdraw, scene);
                case ResolveCase resolve -> CaseRules.resolve(resolve, scene);
            };
            return new Judgement(new Decision.Allowed(), effects, scene.unchecked());
        } catch (Scene.Stop stop) {
            return new Judgement(stop.decision(), List.of(), List.of());
        }
    }

    /**
     * Judges what the operator was told. DONE of an operation that the server refused is a fact: its physical leg is posted
     * against suspense and a case is opened. Allowed, unless the operation has no verdict yet or was made at another desk.
     */
    public static Judgement judgeTold(Told told, View view) {
        try {
            return new Judgement(new Decision.Allowed(), ToldRules.told(told, view), List.of());
        } catch (Scene.Stop stop) {
            return new Judgement(stop.decision(), List.of(), List.of());
        }
    }

    /** Only the server knows what became of an operation's predecessors; only it makes them count. */
    private static void predecessors(Header header, View view) {
        if (header.follows().contains(header.id()) || header.needs().contains(header.id())) {
            throw Scene.refused(Code.PREDECESSOR); // it would wait for itself for ever
        }
        for (OperationId id : header.follows()) {
            verdict(id, view);
        }
        for (OperationId id : header.needs()) {
            if (!(verdict(id, view) instanceof Verdict.Applied)) {
                throw Scene.refused(Code.PREDECESSOR, Map.of("operation", id.toString()));
            }
        }
    }

    /** The verdict of an operation; ends the judgement with Waits while there is none. */
    static Verdict verdict(OperationId id, View view) {
        if (view.outcome(id) instanceof Read.Known<Outcome>(Outcome outcome, long _, Instant _) && outcome.verdict() != null) {
            return outcome.verdict();
        }
        throw new Scene.Stop(new Decision.Waits(id));
    }
}
