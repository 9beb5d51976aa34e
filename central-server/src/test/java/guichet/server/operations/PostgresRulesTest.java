package guichet.server.operations;

import guichet.domain.rules.RuleStore;
import guichet.domain.rules.RuleSuite;
import guichet.server.TestPostgres;
import guichet.server.database.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every rule over the server's own book. */
class PostgresRulesTest extends RuleSuite {

    /** One database for the whole suite. */
    static final class Shared implements BeforeAllCallback, AfterAllCallback {
        private @Nullable Database database;

        @Override
        public void beforeAll(ExtensionContext context) {
            database = Database.open(TestPostgres.of(context).newDatabase(), 2);
        }

        @Override
        public void afterAll(ExtensionContext context) {
            Optional.ofNullable(database).ifPresent(Database::close);
        }

        Database open() {
            return Optional.ofNullable(database).orElseThrow();
        }
    }

    @RegisterExtension
    static final Shared SHARED = new Shared();

    @Override
    protected RuleStore emptyStore() {
        return new PostgresRuleStore(SHARED.open());
    }

    /** Locations, desks and operators are views here and no operation changes them; BookTest keeps every other table. */
    @Override
    public void everyTypeOfColumnIsReadBackAsWritten() {
        throw new AssertionError("is no test here");
    }

    /** As {@link #everyTypeOfColumnIsReadBackAsWritten}. */
    @Override
    public void everyTableIsKept() {
        throw new AssertionError("is no test here");
    }

    /** A foreign key says so here: there is no desk without a location, and no entry without a desk. */
    @Override
    public void anUnknownDeskOrLocationChangesNothing() {
        throw new AssertionError("is no test here");
    }
}
