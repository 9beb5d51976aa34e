package guichet.server.operations;

import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.Read;
import guichet.domain.rules.View;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.protocol.desk.FeedTables;
import guichet.server.book.Book;
import guichet.server.database.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The part of the book a batch needs, read in bulk. A read of something that was not loaded is noted as missing and answers
 * NotKnownHere: whoever judges loads what is missing and judges again, so that no rule has to say beforehand what it reads.
 */
final class Loaded implements View {
    private final UUID tenant;
    private final Map<Key<?>, Optional<Book.Stored>> rows = new HashMap<>();
    private final Map<OperationId, Optional<Outcome>> outcomes = new HashMap<>();
    private final Set<Key<?>> missingRows = new HashSet<>();
    private final Set<OperationId> missingOutcomes = new HashSet<>();
    private Instant at = Instant.EPOCH;

    Loaded(UUID tenant) {
        this.tenant = tenant;
    }

    void judgeFor(Instant time) {
        at = time;
    }

    /** Asks for rows and outcomes to be there at the next {@link #load}. */
    void want(Iterable<Key<?>> keys, Iterable<OperationId> operations) {
        keys.forEach(this::row);
        operations.forEach(this::outcome);
    }

    boolean complete() {
        return missingRows.isEmpty() && missingOutcomes.isEmpty();
    }

    Set<Key<?>> missingRows() {
        return Set.copyOf(missingRows);
    }

    Set<OperationId> missingOutcomes() {
        return Set.copyOf(missingOutcomes);
    }

    /** Reads everything that is missing, one statement a table. */
    void load(Tx tx) {
        Map<Table<?>, List<String>> byTable = new HashMap<>();
        missingRows.forEach(key -> byTable.computeIfAbsent(key.table(), _ -> new ArrayList<>()).add(key.id()));
        byTable.forEach((table, ids) -> {
            Map<String, Book.Stored> found = Book.read(tx, tenant, table, ids);
            ids.forEach(id -> rows.put(table.key(id), Optional.ofNullable(found.get(id))));
        });
        Map<OperationId, Outcome> found = Entries.outcomes(tx, tenant, missingOutcomes);
        missingOutcomes.forEach(id -> outcomes.put(id, Optional.ofNullable(found.get(id))));
        missingRows.clear();
        missingOutcomes.clear();
    }

    @Override
    public Standing standing() {
        return Standing.SERVER;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public Read<Columns> row(Key<?> key) {
        Optional<Book.Stored> stored = rows.get(key);
        if (stored == null) {
            missingRows.add(key);
            return new Read.NotKnownHere<>();
        }
        return stored.<Read<Columns>>map(row -> new Read.Known<>(row.columns(), row.version(), at))
                .orElseGet(() -> new Read.Absent<>(at));
    }

    @Override
    public Read<Money> balance(Account account, Currency currency) {
        return row(FeedTables.balance(account, currency)).map(row -> new Money(row.require(FeedTables.MINOR), currency));
    }

    @Override
    public Read<Outcome> outcome(OperationId operation) {
        Optional<Outcome> known = outcomes.get(operation);
        if (known == null) {
            missingOutcomes.add(operation);
            return new Read.NotKnownHere<>();
        }
        return known.<Read<Outcome>>map(outcome -> new Read.Known<>(outcome, 0, at)).orElseGet(() -> new Read.Absent<>(at));
    }
}
