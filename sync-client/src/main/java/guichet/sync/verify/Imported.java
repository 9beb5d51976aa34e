package guichet.sync.verify;

import guichet.domain.identity.OperatorId;
import guichet.domain.operations.Told;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.store.Sqlite;
import guichet.sync.store.Transaction;
import java.security.PublicKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes into an empty store what a bundle holds. */
final class Imported implements Evidence.Reader {
    private final Transaction transaction;

    Imported(Transaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public void serverKey(PublicKey key, Optional<String> expected) {
        write("INSERT INTO setting (name, value) VALUES ('desk.server-key', ?)", Bytes.of(key.getEncoded()).base64());
    }

    /** Only the public key: nobody can sign in with it. */
    @Override
    public void approver(OperatorId operator, PublicKey key) {
        write("INSERT INTO sign_in (operator, login, wrapping, wrapped_key, approval_key) VALUES (?1, ?1, '', x'', ?2)",
                operator.toString(), key.getEncoded());
    }

    @Override
    public void left(Chain which) {
        chain(which, "left");
    }

    @Override
    public void head(Head.Countersigned signed) {
        Chain chain = signed.head().chain();
        chain(chain, "forked");
        write("INSERT INTO head (incarnation, sequence, hash, at, signature) VALUES (?, ?, ?, ?, ?)",
                chain.incarnation().toString(), signed.head().sequence(), signed.head().hash().array(), signed.at().toString(),
                signed.signature().array());
        write("UPDATE chain SET acknowledged = max(acknowledged, ?) WHERE incarnation = ?", signed.head().sequence(),
                chain.incarnation().toString());
    }

    @Override
    public void entry(Entry entry, String id) {
        chain(entry.chain(), "forked");
        Told told = entry.kind() == EntryKind.TOLD ? told(entry) : null;
        write("""
                INSERT INTO journal (incarnation, sequence, kind, id, operation_id, body, approval, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""", entry.chain().incarnation().toString(), entry.sequence(),
                entry.kind().spelling(), id, told == null ? id : told.operation().toString(), entry.bytes().array(),
                entry.approval().array(), entry.previous().array(), entry.hash().array());
        write("INSERT INTO journal_state (position, settled) SELECT max(position), 1 FROM journal");
        for (String digest : sides(entry)) {
            write("INSERT INTO journal_side (position, digest) SELECT max(position), ? FROM journal", digest);
        }
        if (told != null) {
            write("""
                    UPDATE journal_state SET told = ?1, told_allowance = ?2
                    WHERE position = (SELECT max(position) FROM journal WHERE id = ?3)""", told.what().spelling(),
                    told.allowance() == null ? null : told.allowance().toString(), told.operation().toString());
        }
    }

    @Override
    public void side(String digest, @Nullable SideRecord side) {
        write("INSERT INTO side (key, salt, content, version, generation) VALUES (?, ?, ?, 0, 0)", digest,
                side == null ? null : side.salt().array(), side == null ? null : side.content().array());
    }

    @Override
    public void verdict(String id, Bytes body) {
        write("UPDATE journal_state SET verdict = ?1 WHERE position = (SELECT max(position) FROM journal WHERE id = ?2)",
                body.array(), id);
    }

    /** How far a chain was sent is not in a bundle: any of it may have been. */
    void done() {
        write("""
                UPDATE chain SET sent = max(acknowledged,
                  (SELECT coalesce(max(sequence), 0) FROM journal j WHERE j.incarnation = chain.incarnation))""");
    }

    private void chain(Chain chain, String state) {
        write("INSERT INTO chain (incarnation, desk, state) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                chain.incarnation().toString(), chain.desk().toString(), state);
    }

    private static @Nullable Told told(Entry entry) {
        try {
            return ToldCodec.decode(entry.bytes());
        } catch (UnknownVersion e) {
            return null;
        }
    }

    private static Set<String> sides(Entry entry) {
        try {
            return entry.kind() == EntryKind.OPERATION ? OperationCodec.decode(entry.bytes()).sides() : Set.of();
        } catch (UnknownVersion e) {
            return Set.of();
        }
    }

    private void write(String sql, @Nullable Object... values) {
        try {
            PreparedStatement statement = transaction.prepare(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }
}
