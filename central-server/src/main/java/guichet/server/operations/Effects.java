package guichet.server.operations;

import guichet.domain.cases.Case;
import guichet.domain.allowances.Allowance;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.rules.Code;
import guichet.domain.rules.Effect;
import guichet.domain.rules.OverlayView;
import guichet.domain.rules.Read;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.operations.VerdictCodec;
import guichet.server.book.Book;
import guichet.server.book.Scope;
import guichet.server.database.Tx;
import guichet.server.feed.Outbox;
import guichet.server.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes what a batch came to: rows, postings, verdicts and feed, each kind set-based and by one writer. The rows under lock are
 * written whole, as they are after the last effect.
 */
final class Effects {
    private final UUID tenant;
    private final UUID desk;
    private final Outbox outbox;
    private final Instant now;

    Effects(UUID tenant, UUID desk, Outbox outbox, Instant now) {
        this.tenant = tenant;
        this.desk = desk;
        this.outbox = outbox;
        this.now = now;
    }

    /**
     * @param first rows of the feed that go before everything else: side records that arrived with the batch
     * @param again whether the entries stood here already, held
     */
    void write(Tx tx, Judge.Result result, List<Outbox.Row> first, boolean again) {
        if (again) {
            Entries.update(tx, tenant, result.judged(), now);
        } else {
            Entries.insert(tx, tenant, result.judged(), now);
        }
        List<Outbox.Row> feed = new ArrayList<>(first);
        feed.addAll(rows(tx, result));
        Ledger.post(tx, tenant, lines(result), now);
        for (Judged one : result.judged()) {
            if (one.verdict() != null) {
                feed.add(verdict(one.entry().id(), one.entry().desk(), VerdictCodec.encode(one.verdict())));
            }
        }
        feed.addAll(withdraw(tx, result));
        outbox.write(tx, tenant, feed);
    }

    private List<Outbox.Row> rows(Tx tx, Judge.Result result) {
        Set<Key<?>> touched = new LinkedHashSet<>();
        result.applied().forEach(applied -> applied.effects().forEach(effect -> touched.addAll(keys(effect))));
        OverlayView after = result.after();
        Map<Table<?>, Map<String, Book.Stored>> written = new HashMap<>();
        Map<Table<?>, Set<String>> removed = new HashMap<>();
        List<Outbox.Row> feed = new ArrayList<>();
        long version = touched.isEmpty() ? 0 : Book.versions(tx, touched.size());
        for (Key<?> key : touched) {
            Columns row = after(after, key);
            if (row == null) {
                removed.computeIfAbsent(key.table(), _ -> new HashSet<>()).add(key.id());
            } else {
                written.computeIfAbsent(key.table(), _ -> new LinkedHashMap<>()).put(key.id(), new Book.Stored(row, version));
            }
            feed.add(new Outbox.Row(Scope.of(key, row, desk), new Change(key, version, row)));
            version++;
        }
        written.forEach((table, rows) -> Book.write(tx, tenant, table, rows));
        removed.forEach((table, ids) -> Book.remove(tx, tenant, table, ids));
        return feed;
    }

    private static @org.jspecify.annotations.Nullable Columns after(OverlayView view, Key<?> key) {
        if (key.table().equals(FeedTables.BALANCE)) {
            String[] parts = key.id().split("\\|", -1);
            Money money = view.balance(guichet.domain.money.Account.parse(parts[0]), java.util.Currency.getInstance(parts[1]))
                    .orNull();
            return money == null ? null : Columns.none().with(FeedTables.MINOR, money.minor());
        }
        return view.row(key) instanceof Read.Known<Columns>(Columns row, long _, Instant _) ? row : null;
    }

    /** The rows that an effect changes. */
    static List<Key<?>> keys(Effect effect) {
        return switch (effect) {
            case Effect.Post(List<Entry> entries) -> {
                List<Key<?>> balances = new ArrayList<>();
                for (Entry entry : entries) {
                    if (entry.account().kind().hasBalance()) {
                        balances.add(FeedTables.balance(entry.account(), entry.amount().currency()));
                    }
                }
                yield balances;
            }
            case Effect.Put(Key<?> key, Columns _) -> List.of(key);
            case Effect.Remove(Key<?> key) -> List.of(key);
            case Effect.Draw(AllowanceId allowance, Money _, long _) -> List.of(Allowance.key(allowance));
            case Effect.OpenCase(Case opened) -> List.of(Case.TABLE.key(opened.id()));
            case Effect.Cancel _ -> List.of();
        };
    }

    private static List<Ledger.Line> lines(Judge.Result result) {
        List<Ledger.Line> lines = new ArrayList<>();
        for (Judge.Applied applied : result.applied()) {
            int number = 0;
            for (Effect effect : applied.effects()) {
                if (effect instanceof Effect.Post(List<Entry> entries)) {
                    for (Entry entry : entries) {
                        lines.add(new Ledger.Line(applied.by().id().value(), number++, entry, applied.by().effectiveAt()));
                    }
                }
            }
        }
        return lines;
    }

    private List<Outbox.Row> withdraw(Tx tx, Judge.Result result) {
        Bytes withdrawn = VerdictCodec.encode(new Verdict.Rejected(Code.WITHDRAWN, Map.of()));
        List<Outbox.Row> feed = new ArrayList<>();
        for (Map.Entry<OperationId, OperationId> one : result.withdrawn().entrySet()) {
            if (Entries.withdraw(tx, tenant, one.getKey(), one.getValue(), withdrawn, now)) {
                feed.add(verdict(one.getKey(), desk, withdrawn));
            }
        }
        return feed;
    }

    static Outbox.Row verdict(OperationId id, UUID desk, Bytes body) {
        Key<?> key = FeedTables.VERDICT.key(id.toString());
        return new Outbox.Row(Scope.ofDesk(desk.toString()),
                new Change(key, 1, Columns.none().with(FeedTables.BODY, body.utf8())));
    }
}
