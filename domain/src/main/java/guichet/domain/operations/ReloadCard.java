package guichet.domain.operations;

import guichet.domain.cards.CardSerial;
import guichet.domain.identity.MemberId;
import guichet.domain.money.Money;

/**
 * Cash from the customer becomes credit of the member.
 *
 * @param member whose card the operator saw it to be
 * @param amount what is credited; the drawer holds that much more
 */
public record ReloadCard(Header header, CardSerial card, MemberId member, Money amount) implements Operation {

    @Override
    public ReloadCard with(Header other) {
        return new ReloadCard(other, card, member, amount);
    }
}
