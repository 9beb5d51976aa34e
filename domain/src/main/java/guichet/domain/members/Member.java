package guichet.domain.members;

import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.util.Locale;

/**
 * A person: ticket customer and casino player are one record.
 *
 * @param profile digest of the side record that holds the personal data
 */
public record Member(MemberId id, Status status, String profile, Instant registeredAt) {

    /** Whether a member may be served. */
    public enum Status {
        ACTIVE, INACTIVE, BANNED;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Column<String> STATUS = Column.text("status");
    public static final Column<String> PROFILE = Column.text("profile");
    public static final Column<Instant> REGISTERED_AT = Column.instant("registered_at");
    /** The operation that registered the member. */
    public static final Column<String> CLAIM = Column.text("claim");

    public static final Table<Member> TABLE = new Table<>("member", Member::read, STATUS, PROFILE, REGISTERED_AT, CLAIM);

    public static Key<Member> key(MemberId id) {
        return TABLE.key(id.toString());
    }

    private static Member read(String id, Columns row) {
        return new Member(MemberId.parse(id), Status.valueOf(row.require(STATUS).toUpperCase(Locale.ROOT)), row.require(PROFILE),
                row.require(REGISTERED_AT));
    }

    /** Columns of a newly registered member. */
    public static Columns registered(String profile, Instant at, OperationId claim) {
        return Columns.none().with(STATUS, Status.ACTIVE.spelling()).with(PROFILE, profile).with(REGISTERED_AT, at).with(CLAIM,
                claim.toString());
    }
}
