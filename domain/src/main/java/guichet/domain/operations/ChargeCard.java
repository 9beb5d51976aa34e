package guichet.domain.operations;

import guichet.domain.cards.CardSerial;
import guichet.domain.identity.MemberId;
import guichet.domain.money.Money;

/**
 * Credit of the member pays for goods of the location.
 *
 * @param member whose card the operator saw it to be
 * @param amount what is taken from the member's credit
 */
public record ChargeCard(Header header, CardSerial card, MemberId member, Money amount) implements Operation {

    @Override
    public ChargeCard with(Header other) {
        return new ChargeCard(other, card, member, amount);
    }
}
