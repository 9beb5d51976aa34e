package guichet.domain.operations;

import guichet.domain.identity.MemberId;
import guichet.domain.members.Alias;
import java.util.List;
import java.util.Set;

/**
 * Makes a member known.
 *
 * @param member  the new member's id, made at the desk
 * @param profile digest of the side record that holds the personal data
 * @param aliases the names the member answers to from now on; each is a claim
 */
public record RegisterMember(Header header, MemberId member, String profile, List<Alias.Name> aliases) implements Operation {

    public RegisterMember {
        aliases = List.copyOf(aliases);
    }

    @Override
    public RegisterMember with(Header other) {
        return new RegisterMember(other, member, profile, aliases);
    }

    @Override
    public Set<String> sides() {
        return Set.of(profile);
    }
}
