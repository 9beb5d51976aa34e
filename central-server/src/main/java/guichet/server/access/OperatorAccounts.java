package guichet.server.access;

import guichet.server.audit.Audit;
import guichet.server.feed.Reference;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.web.ApiError;
import guichet.server.web.Role;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** What administrators do to operators' accounts; it takes effect with the operator's next request. */
public final class OperatorAccounts {
    private final Database database;
    private final Operators operators;
    private final Tokens tokens;
    private final Audit audit;
    private final Reference reference;
    private final InstantSource clock;

    /**
     * @param tokens sessions that end with a suspension
     * @param reference tells desks
     */
    public OperatorAccounts(Database database, Operators operators, Tokens tokens, Audit audit, Reference reference,
            InstantSource clock) {
        this.database = database;
        this.operators = operators;
        this.tokens = tokens;
        this.audit = audit;
        this.reference = reference;
        this.clock = clock;
    }

    /** Ends the operator's sessions and lets the operator in no more. */
    public void suspend(OperatorCaller by, UUID operator) {
        if (by.operator().id().equals(operator)) {
            throw new ApiError(409, "OWN_ACCOUNT", "You cannot suspend yourself.");
        }
        change(by, operator, "OPERATOR_SUSPENDED", tx -> {
            tx.execute("update operator set suspended_at = case when state = 'suspended' then coalesce(suspended_at, created_at)"
                    + " else cast(? as timestamptz) end, reinstated_at = null, state = 'suspended',"
                    + " version = nextval('book.version') where tenant_id = ? and id = ?", clock.instant(), by.tenant(),
                    operator);
            tokens.revokeOperator(tx, by.tenant(), operator);
        });
    }

    /** Lets a suspended or locked operator in again. What was done during the suspension still does not count. */
    public void activate(OperatorCaller by, UUID operator) {
        change(by, operator, "OPERATOR_ACTIVATED", tx -> tx.execute(
                "update operator set suspended_at = case when state = 'suspended' then coalesce(suspended_at, created_at)"
                        + " else suspended_at end, reinstated_at = case when state = 'suspended' then cast(? as timestamptz)"
                        + " else reinstated_at end, state = 'active', wrong_tries = 0, locked_until = null,"
                        + " version = nextval('book.version') where tenant_id = ? and id = ?",
                clock.instant(), by.tenant(), operator));
    }

    /** Ends all sessions of the operator, who may sign in again. */
    public void endSessions(OperatorCaller by, UUID operator) {
        change(by, operator, "OPERATOR_SESSIONS_ENDED", tx -> tokens.revokeOperator(tx, by.tenant(), operator));
    }

    private void change(OperatorCaller by, UUID operator, String action, Database.Task task) {
        database.useTransaction(tx -> {
            checkScope(tx, by, operator);
            task.in(tx);
            reference.changed(tx, by.tenant(), guichet.domain.desks.Operator.TABLE, operator);
            audit.record(tx, by.tenant(), by.principal(), action, operator.toString(), Map.of());
        });
    }

    /** A supervisor's word counts for cashiers and floor staff who work nowhere else. */
    private void checkScope(Tx tx, OperatorCaller by, UUID operator) {
        Operator subject = operators.find(tx, by.tenant(), operator)
                .orElseThrow(() -> new ApiError(404, "OPERATOR_UNKNOWN", "There is no such operator."));
        if (by.operator().role() == Role.ADMIN && by.operator().allLocations()) {
            return;
        }
        boolean below = subject.role() == Role.CASHIER || subject.role() == Role.FLOOR;
        boolean within = !subject.allLocations() && subject.locations().stream().allMatch(by.operator()::mayWorkAt);
        if (!below || !within) {
            throw new ApiError(403, "PERMISSION_DENIED", "You may not do this.");
        }
    }
}
