package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.MemberId;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.operations.RegisterMember;
import org.junit.jupiter.api.Test;

/** Making members known. */
interface MemberCases extends OnStage {
    MemberId MONA = new MemberId(World.uuid(38));
    Alias.Name MONAS = new Alias.Name(Alias.MOBILE, "digest-of-mona");

    @Test
    default void aMemberIsRegisteredWithTheirAliases() {
        Alias.Name mail = new Alias.Name(Alias.EMAIL, "digest:with:colons");
        RegisterMember register = stage().applied(stage().register(MONA, MONAS, mail));
        assertThat(stage().row(Member.key(MONA))).isEqualTo(new Member(MONA, Member.Status.ACTIVE, Stage.PROFILE, World.NOON));
        assertThat(stage().value(Member.key(MONA), Member.CLAIM)).isEqualTo(register.id().toString());
        assertThat(stage().row(MONAS.key())).isEqualTo(new Alias(Alias.MOBILE, "digest-of-mona", MONA, register.id()));
        assertThat(stage().row(mail.key())).isEqualTo(new Alias(Alias.EMAIL, "digest:with:colons", MONA, register.id()));
        assertThat(stage().balance(MONA)).isZero();
    }

    @Test
    default void aNameGivenTwiceIsWrittenOnce() {
        Judgement judgement = stage().judge(stage().register(MONA, MONAS, MONAS), View.Standing.SERVER);
        assertThat(judgement.allowed()).isTrue();
        assertThat(judgement.effects()).hasSize(2);
    }

    @Test
    default void anIdIsRegisteredOnce() {
        stage().applied(stage().register(MONA, MONAS));
        stage().refused(stage().register(MONA), Code.MEMBER_EXISTS);
    }

    @Test
    default void theFirstToClaimANameKeepsIt() {
        RegisterMember first = stage().applied(stage().register(MONA, MONAS));
        RegisterMember second = stage().register(new MemberId(World.uuid(37)), MONAS);
        stage().conflict(second, Code.ALIAS_TAKEN, first.id());
        assertThat(stage().row(Member.key(second.member()))).isNull();
    }

    @Test
    default void aNameThatWasImportedIsTakenByNoOperation() {
        stage().refused(stage().register(MONA, World.ALIS_MOBILE), Code.ALIAS_TAKEN);
    }

    @Test
    default void withoutProfileOrNameNobodyIsRegistered() {
        stage().refused(stage().registerErased(MONA), Code.SIDE_ERASED);
        stage().refused(stage().registerNameless(MONA), Code.NAME_REQUIRED);
    }
}
