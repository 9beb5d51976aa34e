package guichet.console.counter;

import guichet.console.words.Amount;
import guichet.console.work.Subscription;
import java.util.List;

/**
 * What a cashier does at the counter. Methods may block and are called off the screen's thread; a cancelled call is interrupted. Those
 * that take an operation id may be called again with the same id and then answer the same.
 */
public interface CounterDesk {
    /** Totals and last ten operations of this desk. */
    Today today();

    /** Calls the listener, from any thread, when something shown may have changed: a feed page, a verdict. */
    Subscription onChange(Runnable listener);

    /** Opens what a card means. */
    Lookup byTap(CardSeen card);

    /** Opens what was scanned or typed: mobile, name, card serial, QR text. */
    Lookup byText(String text);

    /** Opens a member. */
    Lookup byMember(String memberId);

    /** Members that fit while typing, at most 20. */
    List<MemberLine> search(String text);

    /** Operations of a member and card, latest first, at most 200. Either id may be empty. */
    List<OperationLine> history(String memberId, String cardId);

    /** A new operation id (UUIDv7), made before anything else. */
    String newOperationId();

    /** What a reload of this card may be. */
    ReloadTerms reloadTerms(String cardId);

    /** ReloadCard: cash in, credit up. */
    Outcome reload(String operationId, String cardId, Amount amount, Amount cashGiven);

    /** BlockCard, with a reason in the operator's words. */
    Outcome block(String operationId, String cardId, String reason);

    /** Sends a one-time code to a mobile; needs the server. */
    CodeSent sendCode(String operationId, String mobile);

    /** Checks what the customer read out. */
    CodeCheck checkCode(String challenge, String code);

    /** AssignCard, after RegisterMember when the holder is new. */
    Outcome assign(String operationId, CardSeen card, Holder holder, String proof);

    /** Asks where an operation in doubt stands; blocks for a short while for an answer. */
    Outcome settle(String operationId);

    /** Withdraw: gives up an operation, reversing it if it was applied. */
    Outcome withdraw(String operationId);
}
