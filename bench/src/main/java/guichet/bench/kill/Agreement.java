package guichet.bench.kill;

import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.rules.View;
import guichet.protocol.chain.EntryKind;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        for (JournalEntry entry : journal.entries(Integer.MAX_VALUE)) {
            if (!judged.contains(entry.id().toString())) {
                differences.add((entry.kind() == EntryKind.OPERATION ? "operation " : "told ") + entry.id() + " has no verdict");
            }
        }
        return differences;
    }
}
