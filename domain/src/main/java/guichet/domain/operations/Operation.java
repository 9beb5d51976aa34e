package guichet.domain.operations;

import guichet.domain.identity.OperationId;
import java.util.Set;

/** A named mutation. The only way members, cards, money and cases change, from whatever route. */
public sealed interface Operation
        permits RegisterMember, AssignCard, BlockCard, ReloadCard, ChargeCard, GrantAllowance, Withdraw, ResolveCase {

    Header header();

    /** The same operation with another header: the desk learns what it needs by judging it. */
    Operation with(Header header);

    /** Digests of the side records it refers to. */
    default Set<String> sides() {
        return Set.of();
    }

    default OperationId id() {
        return header().id();
    }
}
