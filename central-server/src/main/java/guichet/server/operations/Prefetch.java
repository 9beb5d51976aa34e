package guichet.server.operations;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cases.Case;
import guichet.domain.desks.Desk;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Policy;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.members.Proof;
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
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.state.Key;
import guichet.protocol.desk.FeedTables;
import java.util.HashSet;
import java.util.Set;

/** What entries will read, as far as it can be told from them alone: a saving of round trips, never needed for being right. */
final class Prefetch {
    private final Set<Key<?>> keys = new HashSet<>();
    private final Set<OperationId> outcomes = new HashSet<>();

    Set<Key<?>> keys() {
        return keys;
    }

    Set<OperationId> outcomes() {
        return outcomes;
    }

    void add(Operation operation, LocationId location) {
        header(operation.header(), location);
        switch (operation) {
            case RegisterMember register -> {
                keys.add(Member.key(register.member()));
                for (Alias.Name name : register.aliases()) {
                    keys.add(name.key());
                }
            }
            case AssignCard assign -> {
                keys.add(Card.key(assign.card()));
                keys.add(Member.key(assign.member()));
                keys.add(Proof.key(assign.proof()));
            }
            case BlockCard block -> keys.add(Card.key(block.card()));
            case ReloadCard reload -> {
                keys.add(Card.key(reload.card()));
                money(reload.member(), reload.amount());
            }
            case ChargeCard charge -> {
                keys.add(Card.key(charge.card()));
                money(charge.member(), charge.amount());
            }
            case GrantAllowance grant -> keys.add(Allowance.key(grant.granted().id()));
            case Withdraw withdraw -> outcomes.add(withdraw.target());
            case ResolveCase resolve -> keys.add(Case.TABLE.key(resolve.caseId()));
        }
    }

    void add(Told told, LocationId location) {
        place(told.desk(), location);
        outcomes.add(told.operation());
    }

    private void header(Header header, LocationId location) {
        place(header.desk(), location);
        keys.add(Operator.key(header.operator()));
        for (Policy.Name name : Policy.Name.values()) {
            keys.add(Policy.key(location, name));
        }
        if (header.allowance() != null) {
            keys.add(Allowance.key(header.allowance()));
        }
        outcomes.addAll(header.needs());
        outcomes.addAll(header.follows());
    }

    private void place(DeskId desk, LocationId location) {
        keys.add(Desk.key(desk));
        keys.add(Location.key(location));
    }

    private void money(MemberId member, Money amount) {
        keys.add(Member.key(member));
        keys.add(FeedTables.balance(Account.member(member), amount.currency()));
    }
}
