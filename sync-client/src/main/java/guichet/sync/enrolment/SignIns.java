package guichet.sync.enrolment;

import guichet.domain.identity.OperatorId;
import guichet.protocol.chain.Bytes;
import guichet.sync.store.Store;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators who have signed in online at this desk at least once. Tries are on disk before they are answered. */
public final class SignIns {
    private final Store store;

    public SignIns(Store store) {
        this.store = store;
    }

    public Optional<StoredSignIn> find(String login) {
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT operator, login, wrapping, wrapped_key, approval_key, wrong_tries, locked_until
                    FROM sign_in WHERE login = ?""")) {
                select.setString(1, login.toLowerCase(Locale.ROOT));
                try (ResultSet rows = select.executeQuery()) {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    String locked = rows.getString(7);
                    return Optional.of(new StoredSignIn(OperatorId.parse(rows.getString(1)), rows.getString(2), rows.getString(3),
                            Bytes.of(rows.getBytes(4)), Bytes.of(rows.getBytes(5)), rows.getInt(6),
                            locked == null ? null : Instant.parse(locked)));
                }
            }
        });
    }

    /** Keeps what an online sign-in made, in place of what was there. */
    public void keep(StoredSignIn signIn) {
        store.run(transaction -> {
            // A login may have passed to another operator.
            PreparedStatement delete = transaction.prepare("DELETE FROM sign_in WHERE operator = ? OR login = ?");
            delete.setString(1, signIn.operator().toString());
            delete.setString(2, signIn.login().toLowerCase(Locale.ROOT));
            delete.executeUpdate();
            PreparedStatement insert = transaction.prepare("""
                    INSERT INTO sign_in (operator, login, wrapping, wrapped_key, approval_key, wrong_tries, locked_until)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""");
            insert.setString(1, signIn.operator().toString());
            insert.setString(2, signIn.login().toLowerCase(Locale.ROOT));
            insert.setString(3, signIn.wrapping());
            insert.setBytes(4, signIn.wrappedKey().array());
            insert.setBytes(5, signIn.approvalKey().array());
            insert.setInt(6, signIn.wrongTries());
            insert.setString(7, signIn.lockedUntil() == null ? null : signIn.lockedUntil().toString());
            insert.executeUpdate();
        });
    }

    /**
     * Counts a try before it is checked, so that pulling the plug wins nothing; answers the number of wrong tries including it,
     * should it turn out wrong. 0 when the operator is not known here.
     *
     * @param lockedUntil until when no further try counts, should this one be wrong, or null
     */
    public int tried(OperatorId operator, @Nullable Instant lockedUntil) {
        return store.write(transaction -> {
            PreparedStatement update = transaction.prepare("""
                    UPDATE sign_in SET wrong_tries = wrong_tries + 1, locked_until = ? WHERE operator = ?
                    RETURNING wrong_tries""");
            update.setString(1, lockedUntil == null ? null : lockedUntil.toString());
            update.setString(2, operator.toString());
            try (ResultSet rows = update.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        });
    }

    /** The try was right: the count starts again. */
    public void right(OperatorId operator) {
        store.run(transaction -> {
            PreparedStatement update = transaction
                    .prepare("UPDATE sign_in SET wrong_tries = 0, locked_until = NULL WHERE operator = ?");
            update.setString(1, operator.toString());
            update.executeUpdate();
        });
    }
}
