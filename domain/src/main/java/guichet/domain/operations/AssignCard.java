package guichet.domain.operations;

import guichet.domain.cards.CardSerial;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.ProofId;

/**
 * Gives a card of the inventory to a member. A claim on the card and on the proof.
 *
 * @param proof the member's answered one-time code
 */
public record AssignCard(Header header, CardSerial card, MemberId member, ProofId proof) implements Operation {

    @Override
    public AssignCard with(Header other) {
        return new AssignCard(other, card, member, proof);
    }
}
