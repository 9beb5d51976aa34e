package guichet.sync.store;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** One transaction of the store's writer. */
public final class Transaction {
    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    /** Runs when the transaction is durable, before anybody else can write; never when it was rolled back. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> actions() {
        return afterCommit;
    }
}
