package guichet.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.MemberId;
import guichet.domain.members.Alias;
import guichet.domain.members.Proof;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import guichet.server.TestServer;
import guichet.server.book.Book;
import guichet.server.book.Scope;
import guichet.server.operations.ChainDesk;
import guichet.server.operations.Hall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jspecify.annotations.Nullable;

/** No row of the feed is ever skipped, no transaction is split, and a desk sees its own rows only. */
class FeedTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed(Hall.seed(20));

    private static final int WRITERS = 14;
    private static final int TRANSACTIONS = 30;
    private static final int SHARED_KEYS = 6;

    private final long seed = Long.getLong("guichet.seed", new Random().nextLong());
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean writing = new AtomicBoolean(true);

    /** What a reader that follows its cursor has seen. */
    private record Seen(Map<String, Integer> times, List<String> faults) {
    }

    @Test
    void aReaderThatFollowsItsCursorSeesEveryRowOnceWhileSixteenWrite() throws Exception {
        System.out.println("seed " + seed);
        ChainDesk desk = ChainDesk.at(server, "Hall", "carla");
        ChainDesk other = ChainDesk.at(server, "Annex", "carla");
        server.database().useTransaction(tx -> {
            tx.execute("create table naive (seq bigint primary key, key text not null)");
            tx.execute("create function copy_row() returns trigger language plpgsql as $$ begin"
                    + " insert into naive values (new.seq, new.key); return new; end $$");
            tx.execute("create trigger copied after insert on feed_outbox for each row execute function copy_row()");
        });
        Cursor start = desk.snapshot("desk", "", 10).position();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(number, desk, other)));
            }
            writers.add(threads.submit(() -> operate(desk, 1)));
            writers.add(threads.submit(() -> operate(other, 2)));
            Future<Seen> small = threads.submit(follow(desk, start, 1));
            Future<Seen> middle = threads.submit(follow(desk, start, 7));
            Future<Seen> naive = threads.submit(this::followNaively);
            for (Future<Boolean> writer : writers) {
                assertThat(writer.get()).isTrue();
            }
            writing.set(false);
            for (Seen seen : List.of(small.get(), middle.get())) {
                assertThat(seen.faults).as("seed " + seed).isEmpty();
                assertThat(seen.times.keySet()).as("seed " + seed).containsAll(committed);
                assertThat(seen.times.values()).as("seed " + seed).containsOnly(1);
            }
            Set<String> all = ConcurrentHashMap.newKeySet();
            all.addAll(server.database().reading(tx -> tx.fetch("select key from naive").getValues(0, String.class)));
            assertThat(naive.get().times.keySet()).as("what a cursor on the identity column sees, seed " + seed)
                    .hasSizeLessThan(all.size());
        } finally {
            server.database().useTransaction(tx -> tx.execute("drop trigger copied on feed_outbox"));
        }
    }

    /** Transactions of several rows, some slow, some rolled back, some with rows of other desks and shared keys under a lock. */
    private boolean write(int writer, ChainDesk desk, ChainDesk other) {
        Random random = new Random(seed + writer);
        try (Publisher publisher = new Publisher(server.database())) {
            Outbox outbox = new Outbox(publisher);
            for (int i = 0; i < TRANSACTIONS; i++) {
                String name = writer + "-" + i;
                int size = 1 + random.nextInt(5);
                int shared = random.nextInt(SHARED_KEYS);
                boolean fails = random.nextInt(5) == 0;
                long pause = random.nextInt(8) == 0 ? 60_000_000 : random.nextInt(3_000_000);
                try {
                    server.database().useTransaction(tx -> {
                        tx.execute("select pg_advisory_xact_lock(4711, ?)", shared);
                        long version = Book.versions(tx, 1);
                        List<Outbox.Row> rows = new ArrayList<>();
                        for (int n = 0; n < size; n++) {
                            rows.add(row(n % 2 == 0 ? Scope.LICENCEE : Scope.ofDesk(desk.id().toString()), name + "-" + n, name,
                                    size + 1, 1));
                            rows.add(row(Scope.ofDesk(other.id().toString()), "other-" + name + "-" + n, name, 0, 1));
                        }
                        rows.add(row(Scope.LICENCEE, "shared" + shared, name, size + 1, version));
                        outbox.write(tx, desk.tenant(), rows);
                        LockSupport.parkNanos(pause);
                        if (fails) {
                            throw new IllegalArgumentException("rolled back");
                        }
                    });
                    for (int n = 0; n < size; n++) {
                        committed.add(key(name + "-" + n, 1));
                    }
                } catch (IllegalArgumentException e) {
                    assertThat(fails).isTrue();
                }
            }
        }
        return true;
    }

    private static Outbox.Row row(String scope, String key, String transaction, int size, long version) {
        Columns row = Columns.none().with(Alias.MEMBER, transaction).with(Alias.CLAIM, Integer.toString(size));
        return new Outbox.Row(scope, new Change(Alias.TABLE.key("feed:" + key), version, row));
    }

    private static String key(String name, long version) {
        return "alias/feed:" + name + "@" + version;
    }

    private boolean operate(ChainDesk desk, int number) {
        MemberId member = server.member(desk.tenant(), "m" + number);
        for (int i = 0; i < 12; i++) {
            for (int n = 0; n < 4; n++) {
                desk.done(desk.reload("04A" + number, member, 100));
            }
            for (Answer answer : desk.send()) {
                if (number == 1) {
                    committed.add("verdict/" + answer.id() + "@1");
                }
            }
        }
        return true;
    }

    private Callable<Seen> follow(ChainDesk desk, Cursor start, int limit) {
        return () -> {
            Seen seen = new Seen(new HashMap<>(), new ArrayList<>());
            Map<Key<?>, Long> versions = new HashMap<>();
            Cursor cursor = start;
            while (true) {
                boolean last = !writing.get();
                ChangesPage page = desk.changes(cursor.toString(), limit);
                look(page, seen, versions);
                boolean moved = !page.next().equals(cursor);
                cursor = page.next();
                if (last && !moved && Hall.value(server, "select count(*) from feed_outbox") instanceof Long none && none == 0
                        && desk.changes(cursor.toString(), limit).next().equals(cursor)) {
                    return seen;
                }
                if (!page.more()) {
                    LockSupport.parkNanos(25_000_000);
                }
            }
        };
    }

    private static void look(ChangesPage page, Seen seen, Map<Key<?>, Long> versions) {
        Map<String, Integer> rows = new HashMap<>();
        Map<String, Integer> sizes = new HashMap<>();
        for (Change change : page.changes()) {
            seen.times.merge(change.key() + "@" + change.version(), 1, Integer::sum);
            Long before = versions.put(change.key(), change.version());
            if (before != null && before >= change.version()) {
                seen.faults.add(change.key() + " went from " + before + " to " + change.version());
            }
            Columns row = change.row();
            if (row != null && change.key().id().startsWith("feed:")) {
                if (change.key().id().startsWith("feed:other")) {
                    seen.faults.add("not for this desk: " + change.key());
                }
                rows.merge(row.require(Alias.MEMBER), 1, Integer::sum);
                sizes.put(row.require(Alias.MEMBER), Integer.valueOf(row.require(Alias.CLAIM)));
            }
        }
        if (!rows.equals(sizes)) {
            seen.faults.add("a transaction was split: " + rows + " of " + sizes);
        }
    }

    /** As somebody would do it who trusts an identity column. */
    private Seen followNaively() {
        Seen seen = new Seen(new HashMap<>(), new ArrayList<>());
        long last = 0;
        while (true) {
            boolean end = !writing.get();
            long after = last;
            Map<Long, String> rows = server.database().reading(tx -> {
                Map<Long, String> found = new TreeMap<>();
                tx.fetch("select seq, key from naive where seq > ? order by seq", after)
                        .forEach(row -> found.put(row.get(0, Long.class), row.get(1, String.class)));
                return found;
            });
            for (Map.Entry<Long, String> row : rows.entrySet()) {
                last = row.getKey();
                seen.times.merge(row.getValue(), 1, Integer::sum);
            }
            if (end && rows.isEmpty()) {
                return seen;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void snapshotAndFeedTogetherAreWhatTheTablesHoldForEachDesk() throws Exception {
        ChainDesk hall = ChainDesk.at(server, "Hall", "carla");
        ChainDesk annex = ChainDesk.at(server, "Annex", "carla");
        ChainDesk elsewhere = ChainDesk.at(server, "Elsewhere", "dina");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            AtomicBoolean going = new AtomicBoolean(true);
            Future<Boolean> work = threads.submit(() -> {
                do {
                    for (ChainDesk desk : List.of(hall, annex)) {
                        MemberId member = server.member(desk.tenant(), "m5");
                        desk.done(desk.reload("04A5", member, 100));
                        desk.done(desk.reload("04FFFF", member, 100));
                        desk.append(desk.register("Mona"));
                        desk.send();
                    }
                    elsewhere.done(elsewhere.reload("04D1", server.member(elsewhere.tenant(), "m1"), 100));
                    elsewhere.send();
                } while (going.get());
                return true;
            });
            hall.allowance();
            annex.allowance();
            hall.proof(server.member(hall.tenant(), "m6"));
            annex.proof(server.member(annex.tenant(), "m6"));
            List<Map<Key<?>, Columns>> pictures = new ArrayList<>();
            List<Cursor> cursors = new ArrayList<>();
            Map<ChainDesk, Map<Key<?>, Change>> held = new HashMap<>();
            for (ChainDesk desk : List.of(hall, annex, elsewhere)) {
                Map<Key<?>, Change> rows = new HashMap<>();
                cursors.add(snapshot(desk, rows));
                held.put(desk, rows);
            }
            going.set(false);
            assertThat(work.get()).isTrue();
            int number = 0;
            for (ChainDesk desk : List.of(hall, annex, elsewhere)) {
                Map<Key<?>, Change> rows = java.util.Objects.requireNonNull(held.get(desk));
                catchUp(desk, cursors.get(number++), rows);
                Map<Key<?>, Columns> picture = new HashMap<>();
                rows.forEach((key, change) -> {
                    @Nullable
                    Columns row = change.row();
                    if (row != null && !key.table().equals(FeedTables.VERDICT)) {
                        picture.put(key, row);
                    }
                });
                pictures.add(picture);
                Map<Key<?>, Columns> expected = expected(desk);
                assertThat(picture.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
                expected.forEach((key, row) -> assertThat(picture.get(key)).as(key.toString()).isEqualTo(row));
                List<String> verdicts = rows.keySet().stream().filter(key -> key.table().equals(FeedTables.VERDICT)).map(Key::id)
                        .sorted().toList();
                List<String> own = server.database().reading(tx -> tx.fetch(
                        "select id::text from entry where desk_id = ? and sequence is not null order by 1", desk.id().value())
                        .getValues(0, String.class));
                assertThat(own).containsAll(verdicts);
            }
            assertThat(pictures.get(0)).isNotEqualTo(pictures.get(1));
            List<Key<?>> cards = new ArrayList<>(pictures.get(2).keySet());
            cards.removeIf(key -> !key.table().equals(guichet.domain.cards.Card.TABLE));
            assertThat(cards).containsExactly(guichet.domain.cards.Card.TABLE.key("04D1"));
        }
    }

    @Test
    void aSnapshotBringsTheDesksOwnProofsUntilTheyEnd() {
        ChainDesk hall = ChainDesk.at(server, "Hall", "carla");
        ChainDesk other = ChainDesk.at(server, "Hall", "carla");
        String good = hall.proof(server.member(hall.tenant(), "m7")).toString();
        String ended = hall.proof(server.member(hall.tenant(), "m7")).toString();
        other.proof(server.member(hall.tenant(), "m7"));
        server.database().useTransaction(tx -> tx.execute("update book.proof set expires_at = ? where id = ?",
                server.clock.instant(), ended));
        assertThat(hall.snapshot("proof", "", 10).rows()).extracting(change -> change.key().id()).containsExactly(good);
    }

    private static Cursor snapshot(ChainDesk desk, Map<Key<?>, Change> rows) {
        Cursor first = null;
        for (Table<?> table : FeedTables.SNAPSHOT) {
            String after = "";
            while (after != null) {
                SnapshotPage page = desk.snapshot(table.name(), after, 7);
                first = first == null ? page.position() : first;
                page.rows().forEach(change -> rows.put(change.key(), change));
                after = page.nextKey();
            }
        }
        return java.util.Objects.requireNonNull(first);
    }

    private static void catchUp(ChainDesk desk, Cursor from, Map<Key<?>, Change> rows) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        Cursor cursor = from;
        boolean drained;
        do {
            drained = Long.valueOf(0).equals(Hall.value(server, "select count(*) from feed_outbox"));
            ChangesPage page = desk.changes(cursor.toString(), 50);
            assertThat(page.resync()).isFalse();
            for (Change change : page.changes()) {
                rows.merge(change.key(), change, (old, fresh) -> fresh.version() >= old.version() ? fresh : old);
            }
            drained &= !page.more() && page.next().equals(cursor);
            cursor = page.next();
        } while (!drained && Instant.now().isBefore(deadline));
        assertThat(drained).isTrue();
    }

    private static Map<Key<?>, Columns> expected(ChainDesk desk) {
        Map<Key<?>, Columns> expected = new HashMap<>();
        UUID tenant = desk.tenant();
        server.database().useTransaction(tx -> {
            for (Table<?> table : FeedTables.SNAPSHOT) {
                Book.page(tx, tenant, table, Map.of(), "", 100_000).forEach((id, row) -> {
                    boolean seen = switch (table.name()) {
                        case "allowance" ->
                            desk.id().toString().equals(row.columns().get(guichet.domain.allowances.Allowance.DESK));
                        case "case_file" -> desk.desk.location.id().toString()
                                .equals(row.columns().get(guichet.domain.cases.Case.LOCATION));
                        case "proof" -> desk.id().toString().equals(row.columns().get(Proof.DESK));
                        default -> true;
                    };
                    if (seen) {
                        expected.put(table.key(id), row.columns());
                    }
                });
            }
        });
        return expected;
    }
}
