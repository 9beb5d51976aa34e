package guichet.server.feed;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.members.Proof;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import guichet.protocol.operations.RowCodec;
import guichet.server.book.Book;
import guichet.server.book.Scope;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** What a desk reads: changes after a cursor, and tables by key. */
public final class Feed {
    /** Rows of a page unless a transaction is longer. */
    public static final int PAGE = 2_000;
    private static final String ROWS = "select position, txn, tbl, key, version, body from feed"
            + " where tenant_id = ? and scope = any(?) and position > ? and position <= ?";

    private final Database database;
    private final InstantSource clock;

    public Feed(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Who reads: a desk and where it stands. */
    public record Reader(UUID tenant, UUID desk, UUID location) {
        String[] scopes() {
            return new String[]{Scope.LICENCEE, Scope.ofDesk(desk.toString()), Scope.ofLocation(location.toString())};
        }
    }

    /** Changes after a cursor; asks for a new snapshot when the cursor is of another epoch or scope. */
    public ChangesPage changes(Reader reader, Cursor after, int limit) {
        return database.reading(tx -> {
            Cursor now = position(tx, reader.tenant());
            if (!after.epoch().equals(now.epoch()) || after.scopeVersion() != now.scopeVersion()
                    || after.position() > now.position()) {
                return new ChangesPage(now, false, true, clock.instant(), List.of());
            }
            Result<Record> rows = tx.fetch(ROWS + " order by position limit ?", reader.tenant(), reader.scopes(),
                    after.position(),
                    now.position(), limit);
            List<Change> changes = new ArrayList<>(rows.map(Feed::change));
            long scanned = now.position();
            if (rows.size() == limit) {
                // a page ends where a transaction ends
                Record last = rows.get(rows.size() - 1);
                Result<Record> rest = tx.fetch(ROWS + " and txn = ? order by position", reader.tenant(), reader.scopes(),
                        last.get("position", Long.class), now.position(), last.get("txn", Long.class));
                changes.addAll(rest.map(Feed::change));
                scanned = (rest.isEmpty() ? last : rest.get(rest.size() - 1)).get("position", Long.class);
            }
            return new ChangesPage(new Cursor(now.epoch(), now.scopeVersion(), scanned), scanned < now.position(), false,
                    clock.instant(),
                    changes);
        });
    }

    /** A page of one table by key; the position is read before the rows. */
    public SnapshotPage snapshot(Reader reader, Table<?> table, String after, int limit) {
        Cursor position = database.reading(tx -> position(tx, reader.tenant()));
        return database.reading(tx -> {
            Map<String, Book.Stored> rows = Book.page(tx, reader.tenant(), table, conditions(table, reader), after, limit);
            List<Change> changes = rows.entrySet().stream()
                    .map(row -> new Change(table.key(row.getKey()), row.getValue().version(), row.getValue().columns())).toList();
            String next = changes.size() == limit ? changes.getLast().key().id() : null;
            return new SnapshotPage(position, clock.instant(), changes, next);
        });
    }

    /** Where the feed is now. */
    public Cursor position(UUID tenant) {
        return database.reading(tx -> position(tx, tenant));
    }

    /** Tells the licencee's desks to take a new snapshot: for imports that write no outbox rows. */
    public static void raiseScope(Tx tx, UUID tenant) {
        tx.execute("insert into feed_scope (tenant_id, version) values (?, 2)"
                + " on conflict (tenant_id) do update set version = feed_scope.version + 1", tenant);
    }

    /** Makes the epoch when there is none yet. */
    public static void begin(Tx tx, String epoch) {
        tx.execute("insert into feed_state (epoch) values (?) on conflict do nothing", epoch);
    }

    private static Cursor position(Tx tx, UUID tenant) {
        Record row = tx.fetchSingle("select (select epoch from feed_state) as epoch,"
                + " coalesce((select version from feed_scope where tenant_id = ?), 1) as scope,"
                + " coalesce((select max(position) from feed), 0) as position", tenant);
        return new Cursor(row.get("epoch", String.class), row.get("scope", Long.class), row.get("position", Long.class));
    }

    private static Change change(Record row) {
        Key<?> key = FeedTables.named(row.get("tbl", String.class)).key(row.get("key", String.class));
        String body = row.get("body", String.class);
        @Nullable
        Columns columns = body == null ? null : RowCodec.decode(key.table(), Bytes.utf8(body));
        return new Change(key, row.get("version", Long.class), columns);
    }

    /** Which rows of a table a desk sees; of proofs those that can still be used. */
    private Map<String, Object> conditions(Table<?> table, Reader reader) {
        if (table.equals(Allowance.TABLE)) {
            return Map.of("desk = ?", reader.desk().toString());
        }
        if (table.equals(Proof.TABLE)) {
            return Map.of("desk = ?", reader.desk().toString(), "expires_at > ?", clock.instant().atOffset(ZoneOffset.UTC));
        }
        return table.equals(Case.TABLE) ? Map.of("location = ?", reader.location().toString()) : Map.of();
    }
}
