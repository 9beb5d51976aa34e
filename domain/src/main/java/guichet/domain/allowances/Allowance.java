package guichet.domain.allowances;

import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.money.Money;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;

/**
 * What one desk may do while it is cut off, signed by the server: a risk allowance is the location's own money set aside.
 * No allowance is shared between desks.
 *
 * @param perOperation most that one operation may move
 * @param total        most that all operations together may move
 * @param count        how many operations it covers
 * @param validUntil   last instant at which it may be drawn on
 * @param usedTotal    what has been drawn
 * @param usedCount    how many operations have drawn
 * @param signature    the server's Ed25519 signature over {@link #signedText}, base64
 */
public record Allowance(AllowanceId id, DeskId desk, LocationId location, Money perOperation, Money total, long count,
        Instant validFrom,
        Instant validUntil, Money usedTotal, long usedCount, String signature) {

    public static final Column<String> DESK = Column.text("desk");
    public static final Column<String> LOCATION = Column.text("location");
    public static final Column<String> CURRENCY = Column.text("currency");
    public static final Column<Long> PER_OPERATION = Column.number("per_operation");
    public static final Column<Long> TOTAL = Column.number("total");
    public static final Column<Long> COUNT = Column.number("count_limit");
    public static final Column<Instant> VALID_FROM = Column.instant("valid_from");
    public static final Column<Instant> VALID_UNTIL = Column.instant("valid_until");
    /** Changed only by Draw. */
    public static final Column<Long> USED_TOTAL = Column.number("used_total");
    /** Changed only by Draw. */
    public static final Column<Long> USED_COUNT = Column.number("used_count");
    public static final Column<String> SIGNATURE = Column.text("signature");
    public static final Table<Allowance> TABLE = new Table<>("allowance", Allowance::read, DESK, LOCATION, CURRENCY,
            PER_OPERATION, TOTAL,
            COUNT, VALID_FROM, VALID_UNTIL, USED_TOTAL, USED_COUNT, SIGNATURE);

    /** Instants are cut to what stores keep, so that what was signed is what is read back. */
    public Allowance {
        validFrom = validFrom.truncatedTo(ChronoUnit.MICROS);
        validUntil = validUntil.truncatedTo(ChronoUnit.MICROS);
    }

    public static Key<Allowance> key(AllowanceId id) {
        return TABLE.key(id.toString());
    }

    /** What the server signs: every limit, in one spelling, one a line. */
    public String signedText() {
        return String.join("\n", "guichet-allowance-1", id.toString(), desk.toString(), location.toString(),
                perOperation.currency().getCurrencyCode(), Long.toString(perOperation.minor()), Long.toString(total.minor()),
                Long.toString(count), validFrom.toString(), validUntil.toString());
    }

    /** The same limits with a signature. */
    public Allowance signed(String with) {
        return new Allowance(id, desk, location, perOperation, total, count, validFrom, validUntil, usedTotal, usedCount, with);
    }

    /** What may still be drawn. */
    public Money left() {
        return total.minus(usedTotal);
    }

    public Columns columns() {
        return Columns.none().with(DESK, desk.toString()).with(LOCATION, location.toString())
                .with(CURRENCY, total.currency().getCurrencyCode()).with(PER_OPERATION, perOperation.minor())
                .with(TOTAL, total.minor())
                .with(COUNT, count).with(VALID_FROM, validFrom).with(VALID_UNTIL, validUntil).with(USED_TOTAL, usedTotal.minor())
                .with(USED_COUNT, usedCount).with(SIGNATURE, signature);
    }

    private static Allowance read(String id, Columns row) {
        Currency currency = Currency.getInstance(row.require(CURRENCY));
        return new Allowance(AllowanceId.parse(id), DeskId.parse(row.require(DESK)), LocationId.parse(row.require(LOCATION)),
                new Money(row.require(PER_OPERATION), currency), new Money(row.require(TOTAL), currency), row.require(COUNT),
                row.require(VALID_FROM), row.require(VALID_UNTIL), new Money(row.require(USED_TOTAL), currency),
                row.require(USED_COUNT),
                row.require(SIGNATURE));
    }
}
