package guichet.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cases.Case;
import guichet.domain.identity.MemberId;
import guichet.domain.operations.Operation;
import guichet.server.TestServer;
import guichet.server.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A licencee with numbered members, each with a card and 1,000.00 on it, and as many free cards; and what its books say. */
public final class Hall {
    private Hall() {
    }

    /** Carla is a cashier, Sofia a supervisor; at Hall and at Annex. Another licencee has its own place, Elsewhere. */
    public static String seed(int members) {
        return """
                {"licencees": [{"id": "c", "name": "Cairo Nights"}, {"id": "d", "name": "Delta"}],
                 "locations": [{"id": "h", "licencee": "c", "name": "Hall", "zone": "Africa/Cairo", "gamingDayStartHour": 8, "currency": "EGP"},
                               {"id": "x", "licencee": "c", "name": "Annex", "zone": "Africa/Cairo", "gamingDayStartHour": 8, "currency": "EGP"},
                               {"id": "e", "licencee": "d", "name": "Elsewhere", "zone": "Africa/Cairo", "gamingDayStartHour": 8, "currency": "EGP"}],
                 "operators": [{"id": "carla", "licencee": "c", "login": "carla", "name": "Carla", "role": "cashier", "secret": "carla-secret", "locations": ["h", "x"]},
                               {"id": "sofia", "licencee": "c", "login": "sofia", "name": "Sofia", "role": "supervisor", "secret": "sofia-secret", "locations": ["h", "x"]},
                               {"id": "dina", "licencee": "d", "login": "dina", "name": "Dina", "role": "cashier", "secret": "dina-secret", "locations": ["e"]}],
                 "members": [%s, {"id": "m1", "licencee": "d", "name": "Other", "status": "active"}],
                 "cards": [%s, %s, {"serial": "04D1", "licencee": "d", "status": "active", "owner": "m1", "location": "e", "balance": "10.00"}]}"""
                .formatted(
                        each(members,
                                "{\"id\": \"m%1$d\", \"licencee\": \"c\", \"name\": \"Member %1$d\", \"status\": \"active\"}"),
                        each(members,
                                "{\"serial\": \"04A%1$d\", \"licencee\": \"c\", \"status\": \"active\", \"owner\": \"m%1$d\","
                                        + " \"location\": \"h\", \"expiry\": \"2099-12-31\", \"balance\": \"1000.00\"}"),
                        each(members,
                                "{\"serial\": \"04F%1$d\", \"licencee\": \"c\", \"status\": \"active\", \"location\": \"h\"}"));
    }

    private static String each(int count, String text) {
        return IntStream.rangeClosed(1, count).mapToObj(text::formatted).collect(Collectors.joining(", "));
    }

    public static long balance(TestServer server, UUID tenant, String account) {
        return server.database().reading(tx -> tx.fetchSingle(
                "select coalesce(sum(minor), 0)::bigint from ledger_entry where tenant_id = ? and account = ?", tenant, account)
                .get(0, Long.class));
    }

    /** The one value of a query, or null. */
    public static @Nullable Object value(TestServer server, String query, Object... values) {
        return server.database().reading(tx -> Optional.ofNullable(tx.fetchSingle(query, values).get(0))).orElse(null);
    }

    public static long balance(TestServer server, UUID tenant, MemberId member) {
        return balance(server, tenant, "member:" + member);
    }

    public static boolean hasCase(TestServer server, UUID tenant, Operation about, Case.Kind kind, boolean open) {
        return server.database()
                .reading(tx -> tx.fetchOptional("select resolution from book.case_file where tenant_id = ? and id = ?",
                        tenant, Case.id(about.id(), kind)))
                .filter(row -> (row.get(0) == null) == open).isPresent();
    }

    /** Everything adds up: sums are zero, balances are the fold of their lines, verdicts and entries agree. */
    public static void proved(TestServer server, UUID tenant) {
        Ledger.Faults faults = server.database().reading(tx -> Ledger.prove(tx, tenant));
        assertThat(faults).isEqualTo(new Ledger.Faults(List.of(), List.of(), List.of()));
    }
}
