package guichet.server.members;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Member;
import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.domain.members.Proof;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.operations.SideCodec;
import guichet.server.book.Book;
import guichet.server.book.Scope;
import guichet.server.database.Tx;
import guichet.server.feed.Outbox;
import guichet.server.otp.MemberContact;
import guichet.server.otp.OtpVerified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How members are reached, and the proofs they give by answering. */
public final class Members implements MemberContact, OtpVerified {
    private final Outbox outbox;

    public Members(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Optional<String> mobile(Tx tx, UUID tenant, String member) {
        return profile(tx, tenant, member).map(Profile::mobile).map(MobileNumber::value);
    }

    @Override
    public void onVerified(Tx tx, UUID tenant, UUID proof, String member, String purpose, UUID desk, Instant verifiedAt,
            Instant expiresAt) {
        Key<Proof> key = Proof.key(new ProofId(proof));
        Columns row = new Proof(new ProofId(proof), MemberId.parse(member), purpose, new DeskId(desk), verifiedAt, expiresAt,
                null)
                .columns();
        long version = Book.versions(tx, 1);
        Book.write(tx, tenant, Proof.TABLE, Map.of(key.id(), new Book.Stored(row, version)));
        outbox.write(tx, tenant, List.of(new Outbox.Row(Scope.of(key, row, desk), new Change(key, version, row))));
    }

    /** The personal data of a member; empty when there is no such member or it was erased. */
    static Optional<Profile> profile(Tx tx, UUID tenant, String member) {
        return Optional.ofNullable(Book.read(tx, tenant, Member.TABLE, List.of(member)).get(member))
                .map(row -> row.columns().require(Member.PROFILE))
                .flatMap(digest -> Optional.ofNullable(Book.read(tx, tenant, FeedTables.SIDE, List.of(digest)).get(digest)))
                .flatMap(side -> Optional.ofNullable(side.columns().get(FeedTables.CONTENT)))
                .map(content -> SideCodec.profile(Bytes.base64(content)));
    }
}
