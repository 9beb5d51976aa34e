package guichet.domain.members;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.ProofId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The server's word that a member answered with the one-time code that was sent to them. Good for one operation.
 *
 * @param purpose what the code was asked for, such as {@link #ASSIGN_CARD}
 * @param desk    where the code was given back
 * @param usedBy  the operation that used it up, or null
 */
public record Proof(ProofId id, MemberId member, String purpose, DeskId desk, Instant verifiedAt, Instant expiresAt,
        @Nullable OperationId usedBy) {
    public static final String ASSIGN_CARD = "assign_card";

    public static final Column<String> MEMBER = Column.text("member");
    public static final Column<String> PURPOSE = Column.text("purpose");
    public static final Column<String> DESK = Column.text("desk");
    public static final Column<Instant> VERIFIED_AT = Column.instant("verified_at");
    public static final Column<Instant> EXPIRES_AT = Column.instant("expires_at");
    public static final Column<String> USED_BY = Column.text("used_by");
    public static final Table<Proof> TABLE = new Table<>("proof", Proof::read, MEMBER, PURPOSE, DESK, VERIFIED_AT, EXPIRES_AT,
            USED_BY);

    public static Key<Proof> key(ProofId id) {
        return TABLE.key(id.toString());
    }

    public Columns columns() {
        return Columns.none().with(MEMBER, member.toString()).with(PURPOSE, purpose).with(DESK, desk.toString())
                .with(VERIFIED_AT, verifiedAt)
                .with(EXPIRES_AT, expiresAt).with(USED_BY, usedBy == null ? null : usedBy.toString());
    }

    private static Proof read(String id, Columns row) {
        String usedBy = row.get(USED_BY);
        return new Proof(ProofId.parse(id), MemberId.parse(row.require(MEMBER)), row.require(PURPOSE),
                DeskId.parse(row.require(DESK)), row.require(VERIFIED_AT),
                row.require(EXPIRES_AT), usedBy == null ? null : OperationId.parse(usedBy));
    }
}
