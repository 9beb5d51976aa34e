package guichet.domain.money;

import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;

/**
 * A ledger account. Entries are signed with credits positive: a member's account above zero is money the house owes the
 * member; a drawer below zero holds that much cash. The sum over all accounts is zero per currency (G6).
 *
 * <p>Only accounts with a balance row ({@link Kind#hasBalance}) may be read by rules; house accounts are folds of entries,
 * so that no two desks wait for one row.
 *
 * @param kind  what the account is for
 * @param owner the id of whom it belongs to: a member, desk, location or allowance, by kind
 */
public record Account(Kind kind, String owner) implements Comparable<Account> {

    /** What an account is for. The lower-case name is its spelling in bytes and stores. */
    public enum Kind {
        /** Money a member may spend. */
        MEMBER(true),
        /** Money moved from a member's balance for one desk's reserved allowance. */
        HOLD(true),
        /** Cash in a desk's drawer. */
        DRAWER(false),
        /** What a location sold against credit. */
        REVENUE(false),
        /** Money whose owner is not settled: a case says why. */
        SUSPENSE(false),
        /** A location's own money that covers what its desks risked. */
        RISK(false),
        /** Where imported balances come from. */
        OPENING(false);

        private final boolean balance;

        Kind(boolean balance) {
            this.balance = balance;
        }

        public boolean hasBalance() {
            return balance;
        }

        public String spelling() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Account member(MemberId member) {
        return new Account(Kind.MEMBER, member.toString());
    }

    public static Account hold(AllowanceId allowance) {
        return new Account(Kind.HOLD, allowance.toString());
    }

    public static Account drawer(DeskId desk) {
        return new Account(Kind.DRAWER, desk.toString());
    }

    public static Account revenue(LocationId location) {
        return new Account(Kind.REVENUE, location.toString());
    }

    public static Account suspense(LocationId location) {
        return new Account(Kind.SUSPENSE, location.toString());
    }

    public static Account risk(LocationId location) {
        return new Account(Kind.RISK, location.toString());
    }

    public static Account opening(LocationId location) {
        return new Account(Kind.OPENING, location.toString());
    }

    /** Reads {@code kind:owner}. */
    public static Account parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not an account: " + text);
        }
        return new Account(Kind.valueOf(text.substring(0, colon).toUpperCase(java.util.Locale.ROOT)), text.substring(colon + 1));
    }

    @Override
    public int compareTo(Account other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind.spelling() + ":" + owner;
    }
}
