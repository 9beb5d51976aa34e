package guichet.domain.desks;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;

/** One installed console or headless bridge. */
public record Desk(DeskId id, LocationId location, String name) {
    public static final Column<String> LOCATION = Column.text("location");
    public static final Column<String> NAME = Column.text("name");
    public static final Table<Desk> TABLE = new Table<>("desk", Desk::read, LOCATION, NAME);

    public static Key<Desk> key(DeskId id) {
        return TABLE.key(id.toString());
    }

    public Columns columns() {
        return Columns.none().with(LOCATION, location.toString()).with(NAME, name);
    }

    private static Desk read(String id, Columns row) {
        return new Desk(DeskId.parse(id), LocationId.parse(row.require(LOCATION)), row.require(NAME));
    }
}
