package guichet.domain.desks;

import guichet.domain.identity.LocationId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.domain.time.GamingDay;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/** A place of a licencee: it has a zone, a gaming day and one currency. */
public record Location(LocationId id, String name, ZoneId zone, int dayStartHour, Currency currency) {
    public static final Column<String> NAME = Column.text("name");
    public static final Column<String> ZONE = Column.text("zone");
    public static final Column<Long> DAY_START_HOUR = Column.number("day_start_hour");
    public static final Column<String> CURRENCY = Column.text("currency");
    public static final Table<Location> TABLE = new Table<>("location", Location::read, NAME, ZONE, DAY_START_HOUR, CURRENCY);

    public static Key<Location> key(LocationId id) {
        return TABLE.key(id.toString());
    }

    public GamingDay gamingDay(Instant at) {
        return GamingDay.containing(at, zone, dayStartHour);
    }

    public Columns columns() {
        return Columns.none().with(NAME, name).with(ZONE, zone.getId()).with(DAY_START_HOUR, (long) dayStartHour).with(CURRENCY,
                currency.getCurrencyCode());
    }

    private static Location read(String id, Columns row) {
        return new Location(LocationId.parse(id), row.require(NAME), ZoneId.of(row.require(ZONE)),
                Math.toIntExact(row.require(DAY_START_HOUR)), Currency.getInstance(row.require(CURRENCY)));
    }
}
