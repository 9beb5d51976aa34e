package guichet.server.operations;

import guichet.domain.allowances.Allowance;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.DeskJson;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import guichet.protocol.json.Malformed;
import guichet.server.access.DeskCaller;
import guichet.server.book.Book;
import guichet.server.feed.Feed;
import guichet.server.web.AllowedRoles;
import guichet.server.web.ApiError;
import guichet.server.web.Door;
import guichet.server.web.Role;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Default;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.avaje.http.api.Produces;
import io.avaje.http.api.QueryParam;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What desks send and read. Bodies are those of {@link DeskJson}. */
@Produces(statusCode = 200)
@Controller("/api/desk/v1")
@AllowedRoles(Role.DESK)
public final class DeskRoutes {
    private static final int MOST_ROWS = 5_000;

    private final DeskOperations operations;
    private final Allowances allowances;
    private final Feed feed;
    private final InstantSource clock;

    public DeskRoutes(DeskOperations operations, Allowances allowances, Feed feed, InstantSource clock) {
        this.operations = operations;
        this.allowances = allowances;
        this.feed = feed;
        this.clock = clock;
    }

    /** Takes up to 500 journal entries with their side records and answers each: verdict, held, or a gap or fork of the chain. */
    @Post("/operations")
    void operations(Context ctx) {
        try {
            json(ctx, DeskJson.encode(operations.receive(caller(ctx), DeskJson.batch(Bytes.of(ctx.bodyAsBytes())))));
        } catch (Malformed e) {
            throw new ApiError(400, "MALFORMED", String.valueOf(e.getMessage()));
        }
    }

    /** Changes after a cursor, in whole transactions; {@code after} is what the page before, or the snapshot, said. */
    @Get("/changes")
    void changes(Context ctx, @QueryParam @Nullable String after, @QueryParam @Default("2000") int limit) {
        json(ctx, DeskJson.encode(feed.changes(reader(ctx), cursor(required("after", after)), Math.clamp(limit, 1, MOST_ROWS))));
    }

    /** A page of one table, by key; {@code after} is the last key of the page before, empty for the first. */
    @Get("/snapshot")
    void snapshot(Context ctx, @QueryParam @Nullable String table, @QueryParam @Default("") String after,
            @QueryParam @Default("5000") int limit) {
        json(ctx, DeskJson
                .encode(feed.snapshot(reader(ctx), table(required("table", table)), after, Math.clamp(limit, 1, MOST_ROWS))));
    }

    /** What the desk may do while it is cut off: the allowance it has, or a new one, as a page with one row. */
    @Post("/allowances")
    void allowance(Context ctx) {
        DeskCaller desk = caller(ctx);
        Map.Entry<String, Book.Stored> row = allowances.grant(desk);
        Change change = new Change(Allowance.TABLE.key(row.getKey()), row.getValue().version(), row.getValue().columns());
        json(ctx, DeskJson.encode(new SnapshotPage(feed.position(desk.tenant()), clock.instant(), List.of(change), null)));
    }

    private static DeskCaller caller(Context ctx) {
        return Door.caller(ctx, DeskCaller.class);
    }

    private static Feed.Reader reader(Context ctx) {
        DeskCaller desk = caller(ctx);
        return new Feed.Reader(desk.tenant(), desk.desk(), desk.location());
    }

    private static String required(String name, @Nullable String value) {
        if (value == null) {
            throw ApiError.field(name, "this is missing");
        }
        return value;
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.field("after", "this is no cursor");
        }
    }

    private static Table<?> table(String name) {
        try {
            Table<?> table = FeedTables.named(name);
            if (table.equals(FeedTables.VERDICT)) {
                throw ApiError.field("table", "verdicts come by the feed alone");
            }
            return table;
        } catch (IllegalArgumentException e) {
            throw ApiError.field("table", "there is no such table");
        }
    }

    private static void json(Context ctx, Bytes body) {
        ctx.contentType("application/json").result(body.array());
    }
}
