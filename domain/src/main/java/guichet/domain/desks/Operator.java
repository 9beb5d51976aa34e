package guichet.domain.desks;

import guichet.domain.identity.LocationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person who stands behind the window.
 *
 * @param readOnly    may look at everything of the role, and change nothing
 * @param everywhere   may work at all locations of the licencee, also those to come
 * @param locations    where the operator may work otherwise; empty means nowhere
 * @param suspendedAt  from when on nothing of this operator counted, or null; of several times the last
 * @param reinstatedAt from when on it counted again, or null while it does not
 */
public record Operator(OperatorId id, String login, String name, Role role, boolean readOnly, boolean everywhere,
        Set<LocationId> locations, @Nullable Instant suspendedAt, @Nullable Instant reinstatedAt) {

    /** From least to most. */
    public enum Role {
        FLOOR, CASHIER, SUPERVISOR, ADMIN;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Role parse(String spelling) {
            return valueOf(spelling.toUpperCase(Locale.ROOT));
        }
    }

    public static final Column<String> LOGIN = Column.text("login");
    public static final Column<String> NAME = Column.text("name");
    public static final Column<String> ROLE = Column.text("role");
    public static final Column<Boolean> READ_ONLY = Column.flag("read_only");
    /** Location ids with a blank between them; {@code *} for everywhere, empty for nowhere. */
    public static final Column<String> LOCATIONS = Column.text("locations");
    public static final Column<Instant> SUSPENDED_AT = Column.instant("suspended_at");
    public static final Column<Instant> REINSTATED_AT = Column.instant("reinstated_at");
    public static final Table<Operator> TABLE = new Table<>("operator", Operator::read, LOGIN, NAME, ROLE, READ_ONLY, LOCATIONS,
            SUSPENDED_AT, REINSTATED_AT);
    private static final String EVERYWHERE = "*";

    public Operator {
        locations = Set.copyOf(locations);
    }

    public static Key<Operator> key(OperatorId id) {
        return TABLE.key(id.toString());
    }

    public boolean mayWorkAt(LocationId location) {
        return everywhere || locations.contains(location);
    }

    /** Whether what the operator did at this time does not count. A suspension that has ended still counts for its time. */
    public boolean isSuspendedAt(Instant at) {
        return suspendedAt != null && !at.isBefore(suspendedAt) && (reinstatedAt == null || at.isBefore(reinstatedAt));
    }

    public Columns columns() {
        String ids = new TreeSet<>(locations.stream().map(LocationId::toString).toList()).stream()
                .collect(Collectors.joining(" "));
        return Columns.none().with(LOGIN, login).with(NAME, name).with(ROLE, role.spelling()).with(READ_ONLY, readOnly)
                .with(LOCATIONS, everywhere ? EVERYWHERE : ids).with(SUSPENDED_AT, suspendedAt).with(REINSTATED_AT, reinstatedAt);
    }

    private static Operator read(String id, Columns row) {
        String scope = row.require(LOCATIONS);
        boolean everywhere = scope.equals(EVERYWHERE);
        Set<LocationId> locations = Stream.of(scope.split(" ", -1)).filter(text -> !everywhere && !text.isEmpty())
                .map(LocationId::parse).collect(Collectors.toUnmodifiableSet());
        return new Operator(OperatorId.parse(id), row.require(LOGIN), row.require(NAME), Role.parse(row.require(ROLE)),
                row.require(READ_ONLY), everywhere, locations, row.get(SUSPENDED_AT), row.get(REINSTATED_AT));
    }
}
