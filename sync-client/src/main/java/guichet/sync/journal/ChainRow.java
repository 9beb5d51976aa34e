package guichet.sync.journal;

import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Head;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How a chain stands.
 *
 * @param head         the last entry
 * @param acknowledged the server holds everything up to here
 * @param sent         everything after that, up to here, was put on the wire
 */
record ChainRow(Head head, State state, long acknowledged, long sent) {

    enum State {
        OPEN, FORKED, LEFT
    }

    boolean open() {
        return state == State.OPEN;
    }

    static ChainRow read(Connection connection, Chain chain) throws SQLException {
        String sql = """
                SELECT c.state, c.acknowledged, c.sent, j.sequence, j.hash FROM chain c
                LEFT JOIN journal j USING (incarnation) WHERE incarnation = ? ORDER BY j.sequence DESC LIMIT 1""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, chain.incarnation().toString());
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("no chain " + chain.incarnation());
                }
                byte[] hash = rows.getBytes(5);
                return new ChainRow(new Head(chain, rows.getLong(4), hash == null ? Chain.GENESIS : Bytes.of(hash)),
                        State.valueOf(rows.getString(1).toUpperCase(java.util.Locale.ROOT)), rows.getLong(2), rows.getLong(3));
            }
        }
    }
}
