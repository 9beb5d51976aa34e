package guichet.desk.deciding;

import guichet.desk.line.Line;
import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import guichet.domain.money.Money;
import guichet.domain.operations.Unchecked;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes of the rulebook as the reasons that screens have sentences for. A code without one of its own is passed on. */
public final class Reasons {

    private Reasons() {
    }

    public static Reason of(Decided.Refused refused, Line line) {
        return refused(refused.code(), refused.details(), line);
    }

    public static Reason of(Decided.NeedsServer needs, Line line) {
        return switch (needs.code()) {
            case "CUT_OFF" -> Reason.of("NEEDS_ONLINE");
            case "NOT_KNOWN_HERE" -> notKnownHere(line);
            default -> Reason.of(needs.code());
        };
    }

    /** The desk has no record of it, as of its last page. */
    public static Reason notKnownHere(Line line) {
        return Optional.ofNullable(line.feed().asOf()).map(at -> Reason.of("NOT_KNOWN_HERE", at))
                .orElseGet(() -> Reason.of("LOADING"));
    }

    /** A refusal by the rules or by the server. */
    public static Reason refused(String code, Map<String, String> details, Line line) {
        return refused(code, details, line.identity().currency());
    }

    /** A refusal by the rules or by the server, its amounts in a currency. */
    public static Reason refused(String code, Map<String, String> details, Currency currency) {
        return switch (code) {
            case "CUT_OFF", "NOT_KNOWN_HERE" -> Reason.of("NEEDS_ONLINE");
            case "CARD_UID_RANDOM" -> Reason.of("CARD_RANDOM_UID");
            case "CARD_ALREADY_ASSIGNED" -> Reason.of("CARD_ASSIGNED");
            case "OPERATOR_ROLE", "OPERATOR_READ_ONLY" -> Reason.of("ROLE");
            case "OPERATOR_SUSPENDED", "OPERATOR_UNKNOWN" -> Reason.of("OPERATOR_OFF");
            case "OPERATOR_ELSEWHERE" -> Reason.of("OPERATOR_SCOPE");
            case "ALLOWANCE_EXCEEDED" -> amount(details.get("left"), currency).map(left -> Reason.of("ALLOWANCE_USED_UP", left))
                    .orElseGet(() -> Reason.of(code));
            case "AMOUNT_TOO_SMALL", "AMOUNT_TOO_LARGE" -> amount(details.get("limit"), currency)
                    .map(limit -> Reason.of("LIMIT", limit)).orElseGet(() -> Reason.of(code));
            case "PROOF_EXPIRED", "PROOF_NOT_FOUND", "PROOF_USED" -> Reason.of("OTP_EXPIRED");
            default -> Reason.of(code);
        };
    }

    /** What was not checked, as the keys that screens have words for. */
    public static List<String> unchecked(List<Unchecked> unchecked) {
        return unchecked.stream().map(one -> switch (one.what()) {
            case "balance" -> "BALANCE_ELSEWHERE";
            case "alias" -> "MEMBER_DUPLICATE";
            default -> "BLOCKED_ELSEWHERE";
        }).distinct().toList();
    }

    /** Money as a screen gets it. */
    public static Amount amount(Money money) {
        return new Amount(money.minor(), money.currency().getCurrencyCode());
    }

    private static Optional<Amount> amount(@Nullable String decimal, Currency currency) {
        return Optional.ofNullable(decimal).map(text -> amount(Money.parse(text, currency)));
    }
}
