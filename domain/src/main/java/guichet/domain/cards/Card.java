package guichet.domain.cards;

import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One NFC card as the house knows it.
 *
 * @param member   owner, or null while it lies in the inventory
 * @param location whose inventory it belongs to, or null for any
 * @param expiry   last day on which it is good, or null when it never ends
 * @param claim    the operation that last changed owner or status; null for imported cards
 */
public record Card(CardSerial serial, Status status, @Nullable MemberId member, @Nullable LocationId location,
        @Nullable LocalDate expiry, @Nullable Instant assignedAt, @Nullable OperationId claim) {

    /** Contract words (ticketrunners.md 2). */
    public enum Status {
        PENDING, ACTIVE, INACTIVE, EXPIRED, BLOCKED;

        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status parse(String spelling) {
            return valueOf(spelling.toUpperCase(Locale.ROOT));
        }
    }

    /** The contract's public id. */
    public static final Column<String> PUBLIC_ID = Column.text("public_id");
    public static final Column<String> STATUS = Column.text("status");
    public static final Column<String> MEMBER = Column.text("member");
    public static final Column<String> LOCATION = Column.text("location");
    public static final Column<LocalDate> ISSUE_DATE = Column.date("issue_date");
    public static final Column<LocalDate> EXPIRY_DATE = Column.date("expiry_date");
    public static final Column<Instant> ASSIGNED_AT = Column.instant("assigned_at");
    public static final Column<String> CLAIM = Column.text("claim");

    public static final Table<Card> TABLE = new Table<>("card", Card::read, PUBLIC_ID, STATUS, MEMBER, LOCATION, ISSUE_DATE,
            EXPIRY_DATE,
            ASSIGNED_AT, CLAIM);

    public static Key<Card> key(CardSerial serial) {
        return TABLE.key(serial.value());
    }

    /** Whether the card's last good day lies before a day. */
    public boolean isExpiredOn(LocalDate day) {
        return status == Status.EXPIRED || (expiry != null && expiry.isBefore(day));
    }

    private static Card read(String id, Columns row) {
        String member = row.get(MEMBER);
        String location = row.get(LOCATION);
        String claim = row.get(CLAIM);
        return new Card(new CardSerial(id), Status.parse(row.require(STATUS)),
                member == null ? null : MemberId.parse(member), location == null ? null : LocationId.parse(location),
                row.get(EXPIRY_DATE),
                row.get(ASSIGNED_AT), claim == null ? null : OperationId.parse(claim));
    }
}
