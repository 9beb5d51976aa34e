package guichet.domain.members;

import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import org.jspecify.annotations.Nullable;

/**
 * A name a member answers to: one scheme and value, unique in the licencee. A value that is personal (mobile, e-mail) is
 * stored as a keyed digest, so that neither keys nor verdicts hold personal data.
 *
 * @param claim the operation that made the alias; null for imported ones
 */
public record Alias(String scheme, String value, MemberId member, @Nullable OperationId claim) {
    public static final String MOBILE = "mobile";
    public static final String EMAIL = "email";

    public static final Column<String> MEMBER = Column.text("member");
    public static final Column<String> CLAIM = Column.text("claim");
    public static final Table<Alias> TABLE = new Table<>("alias", Alias::read, MEMBER, CLAIM);

    /** A name before anybody owns it. */
    public record Name(String scheme, String value) {
        public Name {
            if (scheme.isBlank() || scheme.indexOf(':') >= 0 || value.isBlank()) {
                throw new IllegalArgumentException("not an alias: " + scheme + ":" + value);
            }
        }

        public Key<Alias> key() {
            return TABLE.key(scheme + ":" + value);
        }
    }

    private static Alias read(String id, Columns row) {
        int colon = id.indexOf(':');
        String claim = row.get(CLAIM);
        return new Alias(id.substring(0, colon), id.substring(colon + 1), MemberId.parse(row.require(MEMBER)),
                claim == null ? null : OperationId.parse(claim));
    }

    public static Columns of(MemberId member, OperationId claim) {
        return Columns.none().with(MEMBER, member.toString()).with(CLAIM, claim.toString());
    }
}
