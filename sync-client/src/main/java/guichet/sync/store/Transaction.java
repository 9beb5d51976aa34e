package guichet.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One transaction of the store's writer. */
public final class Transaction {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements;
    private final List<Runnable> afterCommit = new ArrayList<>();

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

    List<Runnable> actions() {
        return afterCommit;
    }
}
