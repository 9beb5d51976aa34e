package guichet.server.operations;

import guichet.domain.members.Profile;
import guichet.domain.operations.Operation;
import guichet.domain.rules.Sides;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.operations.SideCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.domain.state.Columns;
import guichet.server.book.Book;
import guichet.server.book.Scope;
import guichet.server.database.Tx;
import guichet.server.feed.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The side records that entries refer to, as the server holds them. One that cannot be read holds the operations that name it
 * and nobody else: what it says is known to its desk alone, and a chain must not stop at it.
 */
final class Sidecar implements Sides {
    private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

    private final Map<String, @Nullable Profile> profiles = new HashMap<>();
    private final Map<String, String> unreadable = new HashMap<>();

    private Sidecar() {
    }

    /** Reads what these entries refer to. */
    static Sidecar of(Tx tx, UUID tenant, Collection<Submitted> entries) {
        Set<String> digests = new HashSet<>();
        for (Submitted entry : entries) {
            if (entry.operation() != null) {
                digests.addAll(entry.operation().sides());
            }
        }
        Sidecar sides = new Sidecar();
        Book.read(tx, tenant, FeedTables.SIDE, digests)
                .forEach((digest, row) -> sides.add(digest, row.columns().get(FeedTables.CONTENT)));
        return sides;
    }

    private void add(String digest, @Nullable String content) {
        try {
            profiles.put(digest, content == null ? null : SideCodec.profileOrNote(Bytes.base64(content)));
        } catch (UnknownVersion e) {
            unreadable.put(digest, Judged.VERSION);
        } catch (RuntimeException e) {
            LOG.warn("Side record {} cannot be read; operations that name it are held", digest);
            unreadable.put(digest, Judged.FAULT);
        }
    }

    /** Why this operation cannot be judged yet, or null. */
    @Nullable
    String heldWhy(Operation operation) {
        for (String digest : operation.sides()) {
            String why = unreadable.get(digest);
            if (why != null) {
                return why;
            }
            if (!profiles.containsKey(digest)) {
                return Judged.SIDE;
            }
        }
        return null;
    }

    @Override
    public @Nullable Profile profile(String digest) {
        return profiles.get(digest);
    }

    /** Keeps records that arrived and are not here yet; their rows of the feed. */
    static List<Outbox.Row> keep(Tx tx, UUID tenant, List<SideRecord> arrived) {
        Map<String, SideRecord> byDigest = new LinkedHashMap<>();
        arrived.forEach(side -> byDigest.put(side.digest(), side));
        Map<String, Book.Stored> here = Book.read(tx, tenant, FeedTables.SIDE, byDigest.keySet());
        byDigest.keySet().removeAll(here.keySet());
        if (byDigest.isEmpty()) {
            return List.of();
        }
        long version = Book.versions(tx, byDigest.size());
        Map<String, Book.Stored> rows = new LinkedHashMap<>();
        List<Outbox.Row> feed = new ArrayList<>();
        for (Map.Entry<String, SideRecord> side : byDigest.entrySet()) {
            Columns row = Columns.none().with(FeedTables.SALT, side.getValue().salt().base64()).with(FeedTables.CONTENT,
                    side.getValue().content().base64());
            rows.put(side.getKey(), new Book.Stored(row, version));
            feed.add(new Outbox.Row(Scope.LICENCEE, new Change(FeedTables.SIDE.key(side.getKey()), version, row)));
            version++;
        }
        Book.write(tx, tenant, FeedTables.SIDE, rows);
        return feed;
    }
}
