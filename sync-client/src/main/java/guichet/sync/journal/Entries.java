package guichet.sync.journal;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperationId;
import guichet.domain.operations.Told;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.operations.VerdictCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads journal entries with what stands outside the chain. */
final class Entries {
    /** Columns of {@link #entry} first. */
    private static final String SELECT = """
            SELECT j.incarnation, c.desk, j.sequence, j.kind, j.body, j.approval, j.previous, j.hash, j.position, j.id,
                   j.operation_id, s.told, s.verdict, s.held, s.reused, s.settled,
                   j.sequence <= c.sent AS sent
            FROM journal j JOIN chain c USING (incarnation) JOIN journal_state s USING (position)
            """;
    /** Entries of a chain that was left live on in the chain they were carried over to. */
    private static final String NOT_CARRIED_OVER = "NOT (c.state = 'left' AND j.sequence > c.acknowledged)";

    static final String ALL = SELECT + "ORDER BY j.position";
    static final String LAST = SELECT + "ORDER BY j.position DESC LIMIT ?";
    static final String BY_ID = SELECT + "WHERE j.id = ? ORDER BY j.position DESC LIMIT 1";
    static final String TOLD_NOTHING = SELECT + "WHERE s.effects IS NOT NULL AND s.told IS NULL AND j.position <= ? AND "
            + NOT_CARRIED_OVER + " ORDER BY j.position";
    static final String IN_DOUBT = SELECT + "WHERE s.told = 'in_doubt' AND " + NOT_CARRIED_OVER + " ORDER BY j.position LIMIT ?";

    private static final String OPEN_TROUBLE = "s.trouble = 1 AND NOT EXISTS (SELECT 1 FROM case_file f"
            + " WHERE f.operation = j.operation_id AND f.resolution IS NOT NULL)";
    static final String TROUBLED = SELECT + "WHERE " + OPEN_TROUBLE + " ORDER BY j.position DESC LIMIT ?";
    static final String TROUBLED_COUNT = "SELECT count(*) FROM journal_state s JOIN journal j USING (position) WHERE "
            + OPEN_TROUBLE;

    private Entries() {
    }

    static List<JournalEntry> list(Connection connection, String sql, Object parameter) throws SQLException {
        List<JournalEntry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, parameter);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(read(rows));
                }
            }
        }
        return entries;
    }

    static void each(Connection connection, String sql, Consumer<JournalEntry> action) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                action.accept(read(rows));
            }
        }
    }

    /** Reads columns incarnation, desk, sequence, kind, body, approval, previous and hash, in this order. */
    static Entry entry(ResultSet rows) throws SQLException {
        Chain chain = new Chain(DeskId.parse(rows.getString(2)), UUID.fromString(rows.getString(1)));
        return new Entry(chain, rows.getLong(3), EntryKind.parse(rows.getString(4)), Bytes.of(rows.getBytes(5)),
                Bytes.of(rows.getBytes(6)), Bytes.of(rows.getBytes(7)), Bytes.of(rows.getBytes(8)));
    }

    private static JournalEntry read(ResultSet rows) throws SQLException {
        String told = rows.getString("told");
        byte[] body = rows.getBytes("verdict");
        Verdict verdict = body == null ? null : VerdictCodec.decode(Bytes.of(body));
        String held = rows.getString("held");
        boolean reused = rows.getInt("reused") != 0;
        return new JournalEntry(rows.getLong("position"), entry(rows), OperationId.parse(rows.getString("id")),
                OperationId.parse(rows.getString("operation_id")), told == null ? null : Told.What.parse(told), verdict,
                state(verdict, held, reused, rows.getInt("sent") != 0), held, rows.getInt("settled") != 0);
    }

    private static JournalEntry.State state(@Nullable Verdict verdict, @Nullable String held, boolean reused, boolean sent) {
        return switch (verdict) {
            case Verdict.Applied _ -> JournalEntry.State.APPLIED;
            case Verdict.Rejected _ -> JournalEntry.State.REJECTED;
            case Verdict.Conflict _ -> JournalEntry.State.CONFLICT;
            case null -> {
                if (reused) {
                    yield JournalEntry.State.REUSED;
                }
                yield held != null ? JournalEntry.State.HELD : sent ? JournalEntry.State.IN_DOUBT : JournalEntry.State.UNSENT;
            }
        };
    }
}
