package guichet.sync.journal;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.rules.Code;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.Read;
import guichet.domain.rules.RuleStore;
import guichet.domain.rules.RuleSuite;
import guichet.domain.rules.Verdict;
import guichet.domain.rules.View;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.protocol.chain.Chain;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.FeedTables;
import guichet.sync.TestDesk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The one rulebook against the desk's store, filled as the feed fills it. */
class SqliteRulesTest extends RuleSuite {
    @TempDir
    Path folder;

    @Override
    protected RuleStore emptyStore() {
        return new Fed(new TestDesk(folder));
    }

    /** A store that hears of everything by the feed, and of operations by having appended them. */
    private static final class Fed implements RuleStore {
        private final TestDesk desk;
        private final Map<DeskId, Journal> journals = new HashMap<>();
        private long version = 1;

        Fed(TestDesk desk) {
            this.desk = desk;
            desk.load(List.of());
        }

        @Override
        public void put(Key<?> key, Columns columns) {
            Columns before = desk.view().row(key).orNull();
            Columns whole = Columns.none();
            for (var column : key.table().columns()) {
                whole = whole.withUntyped(column, null);
            }
            hear(key, (before == null ? whole : before).overlaid(columns));
        }

        @Override
        public void open(Account account, Money balance) {
            post(new Entry(account, balance));
        }

        @Override
        public void settle(Outcome outcome) {
            if (desk.journal.entry(outcome.operation().id()).isEmpty()) {
                journals.computeIfAbsent(outcome.operation().header().desk(),
                        id -> new Journal(desk.store, new Chain(id, new UUID(7, journals.size()))))
                        .append(outcome.operation(), List.of(), List.of(), null);
            }
            if (outcome.verdict() != null) {
                hear(outcome.operation().id(), outcome.verdict());
            }
        }

        @Override
        public void apply(OperationId by, List<Effect> effects) {
            for (Effect effect : effects) {
                switch (effect) {
                    case Effect.Post(List<Entry> entries) -> entries.forEach(this::post);
                    case Effect.Put(Key<?> key, Columns columns) -> put(key, columns);
                    case Effect.Remove(Key<?> key) -> hear(key, null);
                    case Effect.Draw(var allowance, Money amount, long count) -> {
                        Columns row = desk.view().row(Allowance.key(allowance)).orNull();
                        if (row != null) {
                            put(Allowance.key(allowance),
                                    Columns.none().with(Allowance.USED_TOTAL, row.require(Allowance.USED_TOTAL) + amount.minor())
                                            .with(Allowance.USED_COUNT, row.require(Allowance.USED_COUNT) + count));
                        }
                    }
                    case Effect.OpenCase(Case opened) -> put(Case.TABLE.key(opened.id()), opened.columns());
                    case Effect.Cancel(OperationId operation) -> {
                        if (desk.journal.entry(operation).map(JournalEntry::verdict).isEmpty()) {
                            hear(operation, new Verdict.Rejected(Code.WITHDRAWN, Map.of()));
                        }
                        // The feed says so with the Withdraw's verdict; the suite applies its effects by themselves.
                        desk.store.run(transaction -> Journalling.withdrawn(transaction, operation, by));
                    }
                }
            }
        }

        @Override
        public View view(Instant at) {
            DeskView view = desk.journal.view(at, View.Standing.SERVER);
            return new View() {
                @Override
                public Standing standing() {
                    return view.standing();
                }

                @Override
                public Instant at() {
                    return at;
                }

                @Override
                public Read<Columns> row(Key<?> key) {
                    return view.row(key);
                }

                @Override
                public Read<Money> balance(Account account, Currency currency) {
                    return view.balance(account, currency);
                }

                // A desk alone cannot say that an operation never arrived anywhere. The suite speaks for one store.
                @Override
                public Read<Outcome> outcome(OperationId operation) {
                    Read<Outcome> read = view.outcome(operation);
                    return read instanceof Read.NotKnownHere<Outcome> ? new Read.Absent<>(at) : read;
                }
            };
        }

        @Override
        public void close() {
            desk.close();
        }

        private void post(Entry entry) {
            if (entry.account().kind().hasBalance()) {
                Currency currency = entry.amount().currency();
                Money before = desk.view().balance(entry.account(), currency).orNull();
                long minor = entry.amount().minor() + (before == null ? 0 : before.minor());
                hear(FeedTables.BALANCE.key(entry.account() + "|" + currency), Columns.none().with(FeedTables.MINOR, minor));
            }
        }

        private void hear(OperationId id, Verdict verdict) {
            desk.feed.apply(new ChangesPage(desk.cursor(), false, false, desk.now, List.of(desk.verdictRow(id, verdict))));
        }

        private void hear(Key<?> key, @Nullable Columns row) {
            desk.feed.apply(new ChangesPage(desk.cursor(), false, false, desk.now, List.of(new Change(key, ++version, row))));
        }
    }
}
