package guichet.server.operations;

import guichet.domain.identity.OperationId;
import guichet.domain.operations.Operation;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.protocol.operations.VerdictCodec;
import guichet.server.database.DatabaseException;
import guichet.server.database.Tx;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of everything ever received. */
final class Entries {

    /** A stored entry, as answers need it. */
    record Stored(OperationId id, EntryKind kind, Bytes bytes, @Nullable Bytes verdict, @Nullable String heldWhy,
            @Nullable Bytes hash) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(Entries.class);

    private Entries() {
    }

    /** What became of operations, those that arrived. */
    static Map<OperationId, Outcome> outcomes(Tx tx, UUID tenant, Collection<OperationId> ids) {
        Map<OperationId, Outcome> outcomes = new HashMap<>();
        if (ids.isEmpty()) {
            return outcomes;
        }
        Result<Record> rows = tx.fetch("select id, bytes, verdict, withdrawn_by from entry"
                + " where tenant_id = ? and id = any(?) and kind = 'operation'", tenant, array(ids));
        for (Record row : rows) {
            byte[] verdict = row.get("verdict", byte[].class);
            UUID by = row.get("withdrawn_by", UUID.class);
            try {
                Operation operation = OperationCodec.decode(Bytes.of(row.get("bytes", byte[].class)));
                outcomes.put(operation.id(),
                        new Outcome(operation, verdict == null ? null : VerdictCodec.decode(Bytes.of(verdict)),
                                by == null ? null : new OperationId(by)));
            } catch (UnknownVersion | RuntimeException e) { // too new or not readable: it is held itself
                LOG.debug("{} cannot be read and waits; so do those that need it", row.get("id", UUID.class));
            }
        }
        return outcomes;
    }

    /** Entries that are known by id. */
    static Map<OperationId, Stored> known(Tx tx, UUID tenant, Collection<OperationId> ids) {
        Map<OperationId, Stored> known = new HashMap<>();
        if (!ids.isEmpty()) {
            tx.fetch("select id, kind, bytes, verdict, held_why, hash from entry where tenant_id = ? and id = any(?)",
                    tenant,
                    array(ids)).forEach(row -> {
                        Stored stored = stored(row);
                        known.put(stored.id(), stored);
                    });
        }
        return known;
    }

    /** Entries of a chain by sequence. */
    static Map<Long, Stored> at(Tx tx, UUID tenant, UUID desk, UUID incarnation, long from, long to) {
        Map<Long, Stored> found = new HashMap<>();
        tx.fetch("select id, kind, bytes, verdict, held_why, hash, sequence from entry where tenant_id = ? and desk_id = ?"
                + " and incarnation = ? and sequence between ? and ?", tenant, desk, incarnation, from, to)
                .forEach(row -> found.put(row.get("sequence", Long.class), stored(row)));
        tx.fetch("select e.id, e.kind, e.bytes, e.verdict, e.held_why, a.hash, a.sequence, a.same_body from entry_again a"
                + " join entry e on e.tenant_id = a.tenant_id and e.id = a.id where a.tenant_id = ? and a.desk_id = ?"
                + " and a.incarnation = ? and a.sequence between ? and ?", tenant, desk, incarnation, from, to).forEach(row -> {
                    Stored first = stored(row);
                    boolean same = row.get("same_body", Boolean.class);
                    found.put(row.get("sequence", Long.class),
                            same ? first : new Stored(first.id(), first.kind(), first.bytes(), null, null, first.hash()));
                });
        return found;
    }

    static void insert(Tx tx, UUID tenant, List<Judged> judged, Instant now) {
        String sql = "insert into entry (tenant_id, id, kind, desk_id, incarnation, sequence, bytes, approval, hash, received_at,"
                + " effective_at, verdict, outcome, judged_at, held_why, waits_on) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            for (Judged one : judged) {
                Submitted entry = one.entry();
                Submitted.Place place = entry.place();
                statement.setObject(1, tenant);
                statement.setObject(2, entry.id().value());
                statement.setString(3, entry.kind().spelling());
                statement.setObject(4, entry.desk());
                statement.setObject(5, place == null ? null : place.incarnation(), Types.OTHER);
                statement.setObject(6, place == null ? null : place.sequence(), Types.BIGINT);
                statement.setBytes(7, entry.bytes().array());
                statement.setBytes(8, entry.approval().isEmpty() ? null : entry.approval().array());
                statement.setBytes(9, place == null ? null : place.hash().array());
                statement.setObject(10, now.atOffset(ZoneOffset.UTC));
                statement.setObject(11, entry.effectiveAt().atOffset(ZoneOffset.UTC));
                bindVerdict(statement, 12, one, now);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Gives held entries what was made of them now. */
    static void update(Tx tx, UUID tenant, List<Judged> judged, Instant now) {
        String sql = "update entry set verdict = ?, outcome = ?, judged_at = ?, held_why = ?, waits_on = ? where tenant_id = ? and id = ?";
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            for (Judged one : judged) {
                bindVerdict(statement, 1, one, now);
                statement.setObject(6, tenant);
                statement.setObject(7, one.entry().id().value());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Marks an operation as given up; without a verdict it gets the one that says so. True when it had none. */
    static boolean withdraw(Tx tx, UUID tenant, OperationId target, OperationId by, Bytes withdrawn, Instant now) {
        tx.execute("update entry set withdrawn_by = ? where tenant_id = ? and id = ? and withdrawn_by is null", by.value(),
                tenant,
                target.value());
        return tx.execute("update entry set verdict = ?, outcome = 'rejected', judged_at = ?, held_why = null, waits_on = null"
                + " where tenant_id = ? and id = ? and verdict is null", withdrawn.array(), now.atOffset(ZoneOffset.UTC),
                tenant,
                target.value()) > 0;
    }

    /** An id that came again at a new place of a chain. */
    static void again(Tx tx, UUID tenant, Submitted entry, boolean sameBody, Instant now) {
        Submitted.Place place = entry.place();
        if (place == null) {
            throw new IllegalStateException("only desks send again");
        }
        tx.execute(
                "insert into entry_again (tenant_id, desk_id, incarnation, sequence, id, same_body, bytes, approval, hash,"
                        + " received_at) values (?,?,?,?,?,?,?,?,?,?)",
                tenant, entry.desk(), place.incarnation(), place.sequence(),
                entry.id().value(), sameBody, entry.bytes().array(), entry.approval().isEmpty() ? null : entry.approval().array(),
                place.hash().array(), now.atOffset(ZoneOffset.UTC));
    }

    /**
     * A held entry.
     *
     * @param on what it waits for, where it waits for an operation
     */
    record Waiting(Submitted entry, @Nullable OperationId on) {
    }

    /**
     * Held entries that may be judged now, oldest first: what they wait for has its verdict.
     *
     * @param also reasons other than a predecessor that may have passed
     * @param but  entries that were tried and did not move
     */
    static List<Waiting> ready(Tx tx, UUID tenant, Collection<String> also, Collection<OperationId> but, int limit) {
        return tx
                .fetch("""
                        select h.id, h.kind, h.desk_id, h.incarnation, h.sequence, h.bytes, h.approval, h.hash, h.effective_at, h.waits_on
                        from entry h
                        where h.tenant_id = ? and h.verdict is null and not h.id = any(?) and (h.held_why = any(?)
                              or exists (select from entry p where p.tenant_id = h.tenant_id and p.id = h.waits_on and p.verdict is not null))
                        order by h.received_at, h.desk_id, h.sequence limit ?""",
                        tenant, array(but), also.toArray(String[]::new), limit)
                .map(row -> {
                    UUID on = row.get("waits_on", UUID.class);
                    return new Waiting(submitted(row), on == null ? null : new OperationId(on));
                });
    }

    /** Reads what an entry says; what cannot be read is held, never dropped. */
    static Submitted read(OperationId id, EntryKind kind, UUID desk, Bytes bytes, Bytes approval, Submitted.@Nullable Place place,
            Instant effectiveAt) {
        try {
            return switch (kind) {
                case OPERATION ->
                    new Submitted(id, kind, desk, bytes, approval, OperationCodec.decode(bytes), null, place, effectiveAt,
                            null, null);
                case TOLD ->
                    new Submitted(id, kind, desk, bytes, approval, null, ToldCodec.decode(bytes), place, effectiveAt, null, null);
            };
        } catch (UnknownVersion e) {
            return new Submitted(id, kind, desk, bytes, approval, null, null, place, effectiveAt, Judged.VERSION, null);
        } catch (RuntimeException e) {
            return new Submitted(id, kind, desk, bytes, approval, null, null, place, effectiveAt, Judged.FAULT, null);
        }
    }

    private static Submitted submitted(Record row) {
        byte[] approval = row.get("approval", byte[].class);
        byte[] hash = row.get("hash", byte[].class);
        UUID incarnation = row.get("incarnation", UUID.class);
        return read(new OperationId(row.get("id", UUID.class)), EntryKind.parse(row.get("kind", String.class)),
                row.get("desk_id", UUID.class), Bytes.of(row.get("bytes", byte[].class)),
                approval == null ? Bytes.none() : Bytes.of(approval),
                incarnation == null ? null : new Submitted.Place(incarnation, row.get("sequence", Long.class), Bytes.of(hash)),
                row.get("effective_at", Instant.class));
    }

    private static Stored stored(Record row) {
        byte[] verdict = row.get("verdict", byte[].class);
        byte[] hash = row.get("hash", byte[].class);
        return new Stored(new OperationId(row.get("id", UUID.class)), EntryKind.parse(row.get("kind", String.class)),
                Bytes.of(row.get("bytes", byte[].class)), verdict == null ? null : Bytes.of(verdict),
                row.get("held_why", String.class),
                hash == null ? null : Bytes.of(hash));
    }

    private static void bindVerdict(PreparedStatement statement, int from, Judged one, Instant now) throws SQLException {
        Verdict verdict = one.verdict();
        statement.setBytes(from, verdict == null ? null : VerdictCodec.encode(verdict).array());
        statement.setString(from + 1, switch (verdict) {
            case null -> null;
            case Verdict.Applied _ -> "applied";
            case Verdict.Rejected _ -> "rejected";
            case Verdict.Conflict _ -> "conflict";
        });
        statement.setObject(from + 2, verdict == null ? null : now.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setString(from + 3, one.heldWhy());
        statement.setObject(from + 4, one.waitsOn() == null ? null : one.waitsOn().value(), Types.OTHER);
    }

    private static UUID[] array(Collection<OperationId> ids) {
        return ids.stream().map(OperationId::value).toArray(UUID[]::new);
    }

    private static DatabaseException failed(SQLException e) {
        return new DatabaseException("DATABASE_FAILED", "Could not write entries: " + e.getMessage(), e);
    }
}
