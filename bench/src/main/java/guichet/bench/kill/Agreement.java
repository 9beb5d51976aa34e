package guichet.bench.kill;

import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Withdraw;
import guichet.domain.rules.Verdict;
import guichet.domain.rules.View;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.Journal;
import guichet.sync.journal.JournalEntry;
import guichet.sync.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether desk and server tell the same story. */
final class Agreement {

    private Agreement() {
    }

    /** What they tell differently, in words; empty when they agree. */
    static List<String> between(Store store, Map<String, Long> balances, Set<String> judged) {
        Journal journal = new Journal(store,
                new Enrolment(store, InstantSource.system(), new SecureRandom()).identity().orElseThrow().chain());
        DeskView view = journal.view(Instant.now(), View.Standing.DESK_CUT_OFF);
        List<String> differences = new ArrayList<>();
        balances.forEach((id, minor) -> {
            String[] parts = id.split("\\|", -1);
            Money here = view.balance(Account.parse(parts[0]), Currency.getInstance(parts[1])).orNull();
            if (here == null || here.minor() != minor) {
                differences.add(id + " is " + minor + " at the server and " + here + " at the desk");
            }
        });
        List<JournalEntry> entries = journal.entries(Integer.MAX_VALUE);
        folded(entries).forEach((id, minor) -> {
            long total = KillSeed.OPENING_MINOR + minor;
            if (total != balances.getOrDefault(id, 0L)) {
                differences.add(id + " is " + balances.get(id) + " at the server and " + total + " by the journal alone");
            }
        });
        for (JournalEntry entry : entries) {
            if (!judged.contains(entry.id().toString())) {
                differences.add((entry.kind() == EntryKind.OPERATION ? "operation " : "told ") + entry.id() + " has no verdict");
            }
        }
        return differences;
    }

    /**
     * What the journal's own operations come to, each counted once: it does not use what the server says the balances are, so
     * an operation that was applied twice, under whatever id, shows.
     */
    private static Map<String, Long> folded(List<JournalEntry> entries) {
        Map<OperationId, Operation> applied = new HashMap<>();
        for (JournalEntry entry : entries) {
            if (entry.kind() == EntryKind.OPERATION && entry.verdict() instanceof Verdict.Applied) {
                Operation operation = decoded(entry);
                applied.put(operation.id(), operation);
            }
        }
        Map<String, Long> sums = new TreeMap<>();
        for (Operation operation : applied.values()) {
            if (operation instanceof Withdraw withdraw) {
                Operation target = applied.get(withdraw.target());
                if (target != null) {
                    add(sums, target, -1);
                }
            } else {
                add(sums, operation, 1);
            }
        }
        return sums;
    }

    private static void add(Map<String, Long> sums, Operation operation, int sign) {
        switch (operation) {
            case ReloadCard reload -> add(sums, reload.member(), reload.amount(), sign);
            case ChargeCard charge -> add(sums, charge.member(), charge.amount(), -sign);
            default -> throw new IllegalStateException("the script has no " + operation.getClass().getSimpleName());
        }
    }

    private static void add(Map<String, Long> sums, MemberId member, Money amount, int sign) {
        sums.merge(FeedTables.balance(Account.member(member), amount.currency()).id(), sign * amount.minor(), Math::addExact);
    }

    private static Operation decoded(JournalEntry entry) {
        try {
            return OperationCodec.decode(entry.entry().bytes());
        } catch (UnknownVersion e) {
            throw new IllegalStateException("this program wrote it itself", e);
        }
    }
}
