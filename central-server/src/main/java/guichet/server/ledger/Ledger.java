package guichet.server.ledger;

import guichet.domain.money.Entry;
import guichet.server.database.DatabaseException;
import guichet.server.database.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The append-only lines of every posting, and the proof that they add up (G6). */
public final class Ledger {

    /**
     * One line.
     *
     * @param source the operation or Told that caused it
     * @param number 0, 1, 2 … within the source
     */
    public record Line(UUID source, int number, Entry entry, Instant effectiveAt) {
    }

    /**
     * What does not add up; all empty when the ledger is sound.
     *
     * @param sums     currencies whose lines do not sum to zero
     * @param sources  operations whose lines do not sum to zero
     * @param balances accounts whose balance is not the fold of their lines
     */
    public record Faults(List<String> sums, List<String> sources, List<String> balances) {
        public boolean none() {
            return sums.isEmpty() && sources.isEmpty() && balances.isEmpty();
        }
    }

    private Ledger() {
    }

    public static void post(Tx tx, UUID tenant, List<Line> lines, Instant now) {
        if (lines.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.connection()
                .prepareStatement("insert into ledger_entry (tenant_id, source, line, account,"
                        + " currency, minor, effective_at, posted_at) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Line line : lines) {
                statement.setObject(1, tenant);
                statement.setObject(2, line.source());
                statement.setInt(3, line.number());
                statement.setString(4, line.entry().account().toString());
                statement.setString(5, line.entry().amount().currency().getCurrencyCode());
                statement.setLong(6, line.entry().amount().minor());
                statement.setObject(7, line.effectiveAt().atOffset(ZoneOffset.UTC));
                statement.setObject(8, now.atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseException("DATABASE_FAILED", "Could not post: " + e.getMessage(), e);
        }
    }

    /** Recomputes everything from the lines. */
    public static Faults prove(Tx tx, UUID tenant) {
        List<String> sums = tx
                .fetch("select currency from ledger_entry where tenant_id = ? group by currency having sum(minor) <> 0",
                        tenant)
                .getValues(0, String.class);
        List<String> sources = tx.fetch("select source::text from ledger_entry where tenant_id = ? group by source, currency"
                + " having sum(minor) <> 0 limit 100", tenant)
                .getValues(0, String.class);
        List<String> balances = tx
                .fetch("""
                        select coalesce(b.id, f.id) from (select id, minor from book.balance where tenant_id = ?) b
                        full join (select account || '|' || currency as id, sum(minor) as minor from ledger_entry
                                   where tenant_id = ? and (account like 'member:%' or account like 'hold:%') group by account, currency) f
                        on f.id = b.id where coalesce(b.minor, 0) <> coalesce(f.minor, 0) limit 100""",
                        tenant, tenant)
                .getValues(0, String.class);
        return new Faults(sums, sources, balances);
    }
}
