package guichet.server;

import guichet.server.database.Tx;
import guichet.server.otp.MemberContact;
import guichet.server.otp.OtpVerified;
import guichet.server.seed.SeedException;
import guichet.server.seed.SeedMembers;
import guichet.server.seed.SeededCard;
import guichet.server.seed.SeededMember;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What access, codes and seed need from the side that keeps members.
 *
 * @param contact knows a member's mobile
 * @param verified hears of proofs
 * @param seed takes members and cards of a seed file
 */
record MemberPorts(MemberContact contact, OtpVerified verified, SeedMembers seed) {
    /** A server without members: nobody can be reached, and a seed file may not bring any. */
    static MemberPorts none() {
        return new MemberPorts((tx, tenant, member) -> Optional.empty(),
                (tx, tenant, proof, member, purpose, desk, at, until) -> {
                }, new SeedMembers() {
                    @Override
                    public boolean knows(Tx tx, UUID tenant, String member) {
                        return false;
                    }

                    @Override
                    public void importInto(Tx tx, List<SeededMember> members, List<SeededCard> cards) {
                        String path = members.isEmpty() ? cards.getFirst().path() : members.getFirst().path();
                        throw new SeedException(path, "this server keeps no members and cards");
                    }
                });
    }
}
