package guichet.protocol.desk;

import guichet.domain.money.Account;
import guichet.domain.rules.Tables;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/** What the feed carries beside the tables that rules read: balances, side records and verdicts. */
public final class FeedTables {
    public static final Column<Long> MINOR = Column.number("minor");
    /** Key: {@code account|currency}. */
    public static final Table<Columns> BALANCE = new Table<>("balance", (_, row) -> row, MINOR);

    public static final Column<String> SALT = Column.text("salt");
    public static final Column<String> CONTENT = Column.text("content");
    /** Key: the digest. Salt and content are base64; both null once the record was erased. */
    public static final Table<Columns> SIDE = new Table<>("side", (_, row) -> row, SALT, CONTENT);

    public static final Column<String> BODY = Column.text("body");
    /** Key: the operation's or Told's id. Body: the verdict's JSON, byte for byte. */
    public static final Table<Columns> VERDICT = new Table<>("verdict", (_, row) -> row, BODY);

    /** In the order in which a snapshot brings them; verdicts come by the feed alone. */
    public static final List<Table<?>> SNAPSHOT = Stream
            .concat(Stream.of(SIDE), Stream.concat(Tables.ALL.stream(), Stream.of(BALANCE)))
            .toList();

    private FeedTables() {
    }

    /** The key of an account's balance in one currency. */
    public static Key<Columns> balance(Account account, Currency currency) {
        return BALANCE.key(account + "|" + currency.getCurrencyCode());
    }

    /** Throws {@link IllegalArgumentException} for a name that is none of them. */
    public static Table<?> named(String name) {
        return switch (name) {
            case "balance" -> BALANCE;
            case "side" -> SIDE;
            case "verdict" -> VERDICT;
            default -> Tables.named(name);
        };
    }
}
