package guichet.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed("{}");

    private static int licencees() {
        return server.database().reading(tx -> tx.fetchSingle("select count(*) as n from licencee").get("n", Integer.class));
    }

    private static void add(Tx tx) {
        tx.execute("insert into licencee (tenant_id, name, created_at) values (?, 'x', ?)", UUID.randomUUID(),
                server.clock.instant());
    }

    @Test
    void hooksRunInOrderAfterTheCommitAndSeeIt() {
        int before = licencees();
        List<String> seen = new ArrayList<>();
        String result = server.database().inTransaction(tx -> {
            tx.afterCommit(() -> seen.add("first " + (licencees() - before)));
            tx.afterCommit(() -> {
                throw new IllegalStateException("a hook that fails");
            });
            tx.afterCommit(() -> seen.add("last"));
            add(tx);
            seen.add("work");
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(seen).containsExactly("work", "first 1", "last");
    }

    @Test
    void anExceptionRollsBackAndSilencesTheHooks() {
        int before = licencees();
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> server.database().useTransaction(tx -> {
            tx.afterCommit(() -> seen.add("hook"));
            add(tx);
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class);
        assertThat(seen).isEmpty();
        assertThat(licencees()).isEqualTo(before);
    }

    @Test
    void aTableOfLocksThatIsTooSmallIsPointedOutWithTheSettingItNeeds() {
        assertThat(Database.lockAdvice(64)).get().asString().contains("max_locks_per_transaction", "64", "256");
        assertThat(Database.lockAdvice(256)).isEmpty();
    }

    @Test
    void readingChangesNothing() {
        assertThatThrownBy(() -> server.database().reading(tx -> tx.execute("delete from licencee")))
                .hasMessageContaining("read-only");
    }
}
