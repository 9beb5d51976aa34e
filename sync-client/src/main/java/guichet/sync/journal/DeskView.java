package guichet.sync.journal;

import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.OverlayView;
import guichet.domain.rules.Read;
import guichet.domain.rules.View;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.sync.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The desk's store with its unsettled operations laid over it by {@link OverlayView}, read for read: only the effects that touch
 * what is asked are laid, so that a desk with ten thousand unsent operations answers as fast as one with ten. Not thread-safe.
 */
public final class DeskView implements View {
    /** Amounts name no source: they are true whatever becomes of one another. */
    private static final OperationId NOBODY = new OperationId(new UUID(0, 0));

    private final Store store;
    private final Unsettled unsettled;
    private final Instant at;
    private final Standing standing;
    private final Set<OperationId> read = new LinkedHashSet<>();

    DeskView(Store store, Unsettled unsettled, Instant at, Standing standing) {
        this.store = store;
        this.unsettled = unsettled;
        this.at = at;
        this.standing = standing;
    }

    /** The unsettled operations whose rows have answered a read so far: a new operation cannot be true without them. */
    public Set<OperationId> sourcesRead() {
        return Set.copyOf(read);
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public Read<Columns> row(Key<?> key) {
        return laid(key, view -> view.row(key));
    }

    @Override
    public Read<Money> balance(Account account, Currency currency) {
        return laid(account, view -> view.balance(account, currency));
    }

    @Override
    public Read<Outcome> outcome(OperationId operation) {
        return laid(operation, view -> view.outcome(operation));
    }

    /** The keys of rows whose column has a value (null is one), as this view shows them, by key. */
    public <R> List<Key<R>> keys(Table<R> table, Column<?> column, @Nullable Object value) {
        TreeSet<String> ids = new TreeSet<>();
        unsettled.keys(table).forEach(key -> ids.add(key.id()));
        ids.addAll(store.read(connection -> StoredRows.keys(connection, table, column, value)));
        List<Key<R>> found = new ArrayList<>();
        for (String id : ids) {
            Key<R> key = table.key(id);
            Columns row = row(key).orNull();
            if (row != null && Objects.equals(row.get(column), value)) {
                found.add(key);
            }
        }
        return found;
    }

    private <T> Read<T> laid(Object what, Function<View, Read<T>> question) {
        long stamp = unsettled.stamp();
        List<Effect> sum = stamp < 0 ? null : unsettled.sum(what);
        if (sum != null) {
            Read<T> answer = store.read(connection -> {
                OverlayView overlay = new OverlayView(new StoredRows(connection, at, standing));
                overlay.lay(NOBODY, sum);
                return question.apply(overlay);
            });
            if (unsettled.stamp() == stamp) {
                return answer;
            }
            // Something was settled meanwhile: ask again, operation by operation.
        }
        return laidOneByOne(what, question);
    }

    private <T> Read<T> laidOneByOne(Object what, Function<View, Read<T>> question) {
        // In this order: an operation that settles in between is seen as settled by the snapshot, and is not laid.
        List<Unsettled.Laid> touching = unsettled.touching(what);
        return store.read(connection -> {
            View base = new StoredRows(connection, at, standing);
            if (touching.isEmpty()) {
                return question.apply(base);
            }
            OverlayView overlay = new OverlayView(base);
            for (Unsettled.Laid laid : notSettled(connection, touching)) {
                overlay.lay(laid.id(), laid.effects());
            }
            Read<T> answer = question.apply(overlay);
            read.addAll(overlay.sourcesRead());
            return answer;
        });
    }

    private static List<Unsettled.Laid> notSettled(Connection connection, List<Unsettled.Laid> touching) throws SQLException {
        Set<Long> open = StoredRows.unsettled(connection,
                touching.stream().map(Unsettled.Laid::position).toList());
        return touching.stream().filter(laid -> open.contains(laid.position())).toList();
    }
}
