package guichet.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One transaction of the store's writer. */
public final class Transaction {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Runnable over;

    Transaction(Connection connection, Map<String, PreparedStatement> statements) {
        this.connection = connection;
        this.statements = statements;
    }

    public Connection connection() {
        return connection;
    }

    /** A statement of the writer, compiled once and kept; the caller does not close it. */
    @SuppressWarnings("resource") // the store closes them all
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        known.clearParameters();
        return known;
    }

    /** Runs when the transaction is durable, before anybody else can write; never when it was rolled back. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /**
     * Begins something now and ends it when the transaction is over, whichever way, after what runs {@link #afterCommit}; once
     * a transaction.
     */
    public void whileOpen(Runnable begin, Runnable end) {
        if (over == null) {
            begin.run();
            over = end;
        }
    }

    void end() {
        if (over != null) {
            over.run();
        }
    }

    List<Runnable> actions() {
        return afterCommit;
    }
}
