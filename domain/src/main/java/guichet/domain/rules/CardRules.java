package guichet.domain.rules;

import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Operator;
import guichet.domain.desks.Policy;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.members.Proof;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.state.Columns;
import java.time.LocalDate;
import java.util.List;

/** Rules about cards as such. */
final class CardRules {

    private CardRules() {
    }

    static List<Effect> assign(AssignCard operation, Scene scene) {
        scene.requireRole(Operator.Role.CASHIER);
        scene.stopIf(operation.card().isRandomUid(), Code.CARD_UID_RANDOM);
        Card card = usable(operation.card(), scene);
        if (card.member() != null) {
            throw Scene.claimed(Code.CARD_ALREADY_ASSIGNED, card.claim());
        }
        scene.stopIf(card.location() != null && !card.location().equals(scene.location().id()), Code.CARD_NOT_IN_INVENTORY);
        MemberRules.active(operation.member(), scene);

        Proof proof = scene.need(Proof.key(operation.proof()), Code.PROOF_NOT_FOUND);
        scene.stopIf(!proof.purpose().equals(Proof.ASSIGN_CARD) || !proof.member().equals(operation.member()),
                Code.PROOF_OF_ANOTHER);
        scene.stopIf(scene.at().isAfter(proof.expiresAt()), Code.PROOF_EXPIRED);
        if (proof.usedBy() != null) {
            throw Scene.claimed(Code.PROOF_USED, proof.usedBy());
        }
        LocalDate today = scene.today();
        Columns given = Columns.none().with(Card.MEMBER, operation.member().toString()).with(Card.ASSIGNED_AT, scene.at())
                .with(Card.ISSUE_DATE, today).with(Card.EXPIRY_DATE, today.plusDays(scene.policy(Policy.Name.CARD_VALIDITY_DAYS)))
                .with(Card.CLAIM, operation.id().toString());
        return List.of(new Effect.Put(Card.key(operation.card()), given),
                new Effect.Put(Proof.key(operation.proof()), Columns.none().with(Proof.USED_BY, operation.id().toString())));
    }

    static List<Effect> block(BlockCard operation, Scene scene) {
        scene.requireRole(Operator.Role.CASHIER);
        Card card = scene.need(Card.key(operation.card()), Code.CARD_NOT_FOUND);
        if (card.status() == Card.Status.BLOCKED) {
            throw Scene.claimed(Code.CARD_BLOCKED, card.claim());
        }
        Effect blocked = put(operation.card(), Card.Status.BLOCKED, operation.id());
        // what the block hides stands in the verdict, so that a Withdraw knows what to go back to
        return card.status() == Card.Status.ACTIVE
                ? List.of(blocked)
                : List.of(put(operation.card(), card.status(), operation.id()), blocked);
    }

    static Effect put(CardSerial card, Card.Status status, OperationId claim) {
        return new Effect.Put(Card.key(card),
                Columns.none().with(Card.STATUS, status.spelling()).with(Card.CLAIM, claim.toString()));
    }

    /** A card that is neither blocked, ended nor waiting. */
    static Card usable(CardSerial serial, Scene scene) {
        Card card = scene.need(Card.key(serial), Code.CARD_NOT_FOUND);
        if (card.status() == Card.Status.BLOCKED) {
            throw Scene.claimed(Code.CARD_BLOCKED, card.claim());
        }
        scene.stopIf(card.isExpiredOn(scene.today()), Code.CARD_EXPIRED);
        scene.stopIf(card.status() != Card.Status.ACTIVE, Code.CARD_NOT_ACTIVE);
        return card;
    }

    /** A usable card that belongs to the member the operator saw. */
    static Card of(MemberId member, CardSerial serial, Scene scene) {
        Card card = usable(serial, scene);
        scene.stopIf(card.member() == null, Code.CARD_NOT_ASSIGNED);
        if (!member.equals(card.member())) {
            throw Scene.claimed(Code.CARD_REASSIGNED, card.claim());
        }
        return card;
    }
}
