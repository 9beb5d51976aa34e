package guichet.sync.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something that reads one snapshot of the store. */
@FunctionalInterface
public interface Query<T extends @Nullable Object> {

    T on(Connection connection) throws SQLException;
}
