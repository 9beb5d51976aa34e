package guichet.domain.desks;

import guichet.domain.identity.LocationId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A limit, price or period of a location as dated steps: an operation is judged by the step in force at its own time, also
 * when it arrives late.
 *
 * @param steps value by the instant from which it holds
 */
public record Policy(NavigableMap<Instant, Long> steps) {

    /** The policies that rules read, with the value that holds where nothing is written. Money is in minor units. */
    public enum Name {
        /** Smallest reload, minor units. */
        RELOAD_MIN("reload.min", 1),
        /** Largest reload, minor units. */
        RELOAD_MAX("reload.max", 1_000_000),
        /** Largest charge, minor units. */
        CHARGE_MAX("charge.max", 1_000_000),
        /** Days for which an assigned card is good. */
        CARD_VALIDITY_DAYS("card.validity_days", 365),
        /** Most that one operation may move under a desk's risk allowance, minor units. */
        ALLOWANCE_PER_OPERATION("allowance.per_operation", 50_000),
        /** Most that a desk's risk allowance covers in all, minor units. */
        ALLOWANCE_TOTAL("allowance.total", 500_000),
        /** How many operations a desk's risk allowance covers. */
        ALLOWANCE_COUNT("allowance.count", 200),
        /** Hours for which a risk allowance is good. */
        ALLOWANCE_HOURS("allowance.hours", 24);

        private final String spelling;
        private final long otherwise;

        Name(String spelling, long otherwise) {
            this.spelling = spelling;
            this.otherwise = otherwise;
        }

        public String spelling() {
            return spelling;
        }

        /** The value that holds where the location has no step. */
        public long otherwise() {
            return otherwise;
        }
    }

    /** {@code instant=value} with a blank between steps. */
    public static final Column<String> STEPS = Column.text("steps");
    public static final Table<Policy> TABLE = new Table<>("policy", (id, row) -> parse(row.require(STEPS)), STEPS);

    public static Key<Policy> key(LocationId location, Name name) {
        return TABLE.key(location + ":" + name.spelling());
    }

    /** The value in force at an instant, or what holds otherwise before the first step. */
    public long at(Instant instant, Name name) {
        Map.Entry<Instant, Long> step = steps.floorEntry(instant);
        return step == null ? name.otherwise() : step.getValue();
    }

    public Columns columns() {
        return Columns.none().with(STEPS,
                steps.entrySet().stream().map(step -> step.getKey() + "=" + step.getValue()).collect(Collectors.joining(" ")));
    }

    private static Policy parse(String text) {
        NavigableMap<Instant, Long> steps = new TreeMap<>();
        for (String step : text.split(" ", -1)) {
            if (!step.isEmpty()) {
                int equals = step.indexOf('=');
                steps.put(Instant.parse(step.substring(0, equals)), Long.valueOf(step.substring(equals + 1)));
            }
        }
        return new Policy(java.util.Collections.unmodifiableNavigableMap(steps));
    }
}
