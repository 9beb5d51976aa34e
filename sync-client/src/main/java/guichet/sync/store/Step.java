package guichet.sync.store;

import java.sql.SQLException;

/** Something that is written as a whole or not at all, and answers nothing. */
@FunctionalInterface
public interface Step {

    void in(Transaction transaction) throws SQLException;
}
