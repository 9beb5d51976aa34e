package guichet.domain.cases;

import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Money;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs a person. Opened by a verdict or an alarm, closed only by a ResolveCase.
 *
 * @param id        {@code <operation>:<kind>}, so that one operation opens at most one case of a kind
 * @param operation what it is about
 * @param code      why: the stable code of the refusal or alarm
 * @param amount    money that lies in suspense or at risk, or null when none does
 * @param resolution how it was closed, or null while it is open
 */
public record Case(String id, Kind kind, OperationId operation, LocationId location, String code, Instant openedAt,
        @Nullable Money amount,
        @Nullable Resolution resolution) {

    /** What happened, and which ways out there are. */
    public enum Kind {
        /** Cash was taken for an operation that the server refused: the cash lies in suspense. */
        CASH_TAKEN,
        /** Goods were given for a charge that the server refused: the location carries it. */
        GOODS_GIVEN,
        /** Cash went out for something that the server refused: suspense lacks it. */
        CASH_GIVEN,
        /** An operator saw an operation as done that the server refused; no money moved. */
        DONE_BUT_REFUSED,
        /** An id came again with another body, a chain forked, or a signature was wrong. */
        ALARM;

        public Set<Resolution> ways() {
            return switch (this) {
                case CASH_TAKEN -> Set.of(Resolution.GIVE_BACK, Resolution.CREDIT_MEMBER, Resolution.WRITE_OFF);
                case GOODS_GIVEN -> Set.of(Resolution.WRITE_OFF, Resolution.CHARGE_MEMBER);
                case CASH_GIVEN -> Set.of(Resolution.WRITE_OFF, Resolution.CHARGE_MEMBER);
                case DONE_BUT_REFUSED, ALARM -> Set.of(Resolution.NOTED);
            };
        }

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a case may be closed. */
    public enum Resolution {
        /** The cash went back to the customer, out of the drawer of the desk that resolves. */
        GIVE_BACK,
        /** The money is credited to the member after all. */
        CREDIT_MEMBER,
        /** The amount is charged to the member after all. */
        CHARGE_MEMBER,
        /** The location bears it. */
        WRITE_OFF,
        /** Nothing to post: it was looked at, and the reason says what was done. */
        NOTED;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Resolution parse(String spelling) {
            return valueOf(spelling.toUpperCase(Locale.ROOT));
        }
    }

    public static final Column<String> KIND = Column.text("kind");
    public static final Column<String> OPERATION = Column.text("operation");
    public static final Column<String> LOCATION = Column.text("location");
    public static final Column<String> CODE = Column.text("code");
    public static final Column<Instant> OPENED_AT = Column.instant("opened_at");
    public static final Column<String> CURRENCY = Column.text("currency");
    public static final Column<Long> AMOUNT = Column.number("amount");
    public static final Column<String> RESOLUTION = Column.text("resolution");
    public static final Column<String> RESOLVED_BY = Column.text("resolved_by");
    public static final Column<Instant> RESOLVED_AT = Column.instant("resolved_at");
    public static final Table<Case> TABLE = new Table<>("case_file", Case::read, KIND, OPERATION, LOCATION, CODE, OPENED_AT,
            CURRENCY,
            AMOUNT, RESOLUTION, RESOLVED_BY, RESOLVED_AT);

    public Case {
        openedAt = openedAt.truncatedTo(ChronoUnit.MICROS);
    }

    public static String id(OperationId operation, Kind kind) {
        return operation + ":" + kind.spelling();
    }

    public static Key<Case> key(OperationId operation, Kind kind) {
        return TABLE.key(id(operation, kind));
    }

    public boolean isOpen() {
        return resolution == null;
    }

    /** Columns of a case that is being opened. */
    public Columns columns() {
        return Columns.none().with(KIND, kind.spelling()).with(OPERATION, operation.toString())
                .with(LOCATION, location.toString())
                .with(CODE, code).with(OPENED_AT, openedAt)
                .with(CURRENCY, amount == null ? null : amount.currency().getCurrencyCode())
                .with(AMOUNT, amount == null ? null : amount.minor());
    }

    /** The columns that change when its closing is given up. */
    public static Columns reopened() {
        return Columns.none().with(RESOLUTION, null).with(RESOLVED_BY, null).with(RESOLVED_AT, null);
    }

    /** The columns that change when a case is closed. */
    public static Columns closed(Resolution resolution, OperationId by, Instant at) {
        return Columns.none().with(RESOLUTION, resolution.spelling()).with(RESOLVED_BY, by.toString()).with(RESOLVED_AT, at);
    }

    private static Case read(String id, Columns row) {
        String currency = row.get(CURRENCY);
        Long amount = row.get(AMOUNT);
        String resolution = row.get(RESOLUTION);
        return new Case(id, Kind.valueOf(row.require(KIND).toUpperCase(Locale.ROOT)), OperationId.parse(row.require(OPERATION)),
                LocationId.parse(row.require(LOCATION)), row.require(CODE), row.require(OPENED_AT),
                currency == null || amount == null ? null : new Money(amount, Currency.getInstance(currency)),
                resolution == null ? null : Resolution.parse(resolution));
    }
}
