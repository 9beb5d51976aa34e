package guichet.sync.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something that is written as a whole or not at all. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {

    T in(Transaction transaction) throws SQLException;
}
