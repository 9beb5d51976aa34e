package guichet.domain.rules;

import guichet.domain.desks.Operator;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.members.Profile;
import guichet.domain.operations.RegisterMember;
import java.util.ArrayList;
import java.util.List;

/** Rules about who is known. */
final class MemberRules {

    private MemberRules() {
    }

    static List<Effect> register(RegisterMember operation, Sides sides, Scene scene) {
        scene.requireRole(Operator.Role.CASHIER);
        Profile profile = sides.profile(operation.profile());
        if (profile == null) {
            throw Scene.refused(Code.SIDE_ERASED);
        }
        scene.stopIf(profile.name().isBlank(), Code.NAME_REQUIRED);
        scene.stopIf(scene.find(Member.key(operation.member())) != null, Code.MEMBER_EXISTS);
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.Put(Member.key(operation.member()),
                Member.registered(operation.profile(), scene.at(), operation.id())));
        for (Alias.Name name : operation.aliases().stream().distinct().toList()) {
            Alias taken = scene.find(name.key());
            if (taken != null) {
                throw Scene.claimed(Code.ALIAS_TAKEN, taken.claim());
            }
            effects.add(new Effect.Put(name.key(), Alias.of(operation.member(), operation.id())));
        }
        return effects;
    }

    /** A member who may be served. */
    static Member active(guichet.domain.identity.MemberId id, Scene scene) {
        Member member = scene.need(Member.key(id), Code.MEMBER_NOT_FOUND);
        scene.stopIf(member.status() != Member.Status.ACTIVE, Code.MEMBER_INACTIVE);
        return member;
    }
}
