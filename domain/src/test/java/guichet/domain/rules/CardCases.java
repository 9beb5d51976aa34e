package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Policy;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Proof;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.state.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Giving out cards and stopping them. */
interface CardCases extends OnStage {
    @Test
    default void aFreeCardIsGivenToAMemberWithAProof() {
        AssignCard assign = stage().applied(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF));
        assertThat(stage().row(Card.key(World.FREE))).isEqualTo(new Card(World.FREE, Card.Status.ACTIVE, World.ALI, null,
                LocalDate.parse("2027-03-10"), World.NOON, assign.id()));
        assertThat(stage().value(Card.key(World.FREE), Card.ISSUE_DATE)).isEqualTo(LocalDate.parse("2026-03-10"));
        assertThat(stage().value(Proof.key(World.ALIS_PROOF), Proof.USED_BY)).isEqualTo(assign.id().toString());
    }

    @Test
    default void validityIsThePolicyOfTheDayAndCountsGamingDays() {
        stage().store.put(Policy.key(World.HALL.id(), Policy.Name.CARD_VALIDITY_DAYS),
                new Policy(new TreeMap<>(Map.of(World.NOON, 30L, World.NOON.plusMillis(1), 10L))).columns());
        stage().applied(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF));
        assertThat(stage().value(Card.key(World.FREE), Card.EXPIRY_DATE)).isEqualTo(LocalDate.parse("2026-04-09"));
    }

    @Test
    default void aCardIsGivenOnce() {
        AssignCard first = stage().applied(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF));
        stage().conflict(stage().at(World.SECOND).assign(World.FREE, World.SARA, World.SARAS_PROOF), Code.CARD_ALREADY_ASSIGNED,
                first.id());
        stage().refused(stage().assign(World.SARAS, World.ALI, World.ALIS_PROOF), Code.CARD_ALREADY_ASSIGNED);
    }

    @Test
    default void onlyUsableCardsOfThisInventoryAreGiven() {
        Stage stage = stage();
        stage.refused(stage.assign(new CardSerial("NONE"), World.ALI, World.ALIS_PROOF), Code.CARD_NOT_FOUND);
        stage.refused(stage.assign(new CardSerial("08AB12CD"), World.ALI, World.ALIS_PROOF), Code.CARD_UID_RANDOM);
        stage.refused(stage.assign(World.FREE_AT_ANNEX, World.ALI, World.ALIS_PROOF), Code.CARD_NOT_IN_INVENTORY);
        stage.refused(stage.assign(World.PENDING, World.ALI, World.ALIS_PROOF), Code.CARD_NOT_ACTIVE);
        stage.refused(stage.assign(World.ENDED, World.ALI, World.ALIS_PROOF), Code.CARD_EXPIRED);
        stage.refused(stage.assign(World.STOPPED, World.ALI, World.ALIS_PROOF), Code.CARD_BLOCKED);
        stage.applied(stage.at(World.FAR).assign(World.FREE_AT_ANNEX, World.ALI, World.ALIS_PROOF));
    }

    @Test
    default void onlyKnownAndActiveMembersGetACard() {
        stage().refused(stage().assign(World.FREE, new MemberId(World.uuid(39)), World.ALIS_PROOF), Code.MEMBER_NOT_FOUND);
        stage().refused(stage().assign(World.FREE, World.BANNED, World.BANNED_PROOF), Code.MEMBER_INACTIVE);
    }

    @Test
    default void aProofIsTheMembersOwnForThisAndUnused() {
        Stage stage = stage();
        stage.refused(stage.assign(World.FREE, World.ALI, new ProofId(World.uuid(49))), Code.PROOF_NOT_FOUND);
        stage.refused(stage.assign(World.FREE, World.ALI, World.SARAS_PROOF), Code.PROOF_OF_ANOTHER);
        ProofId login = new ProofId(World.uuid(48));
        stage.store.put(Proof.key(login),
                new Proof(login, World.ALI, "login", World.FIRST.id(), World.NOON, World.NOON.plusSeconds(60), null).columns());
        stage.refused(stage.assign(World.FREE, World.ALI, login), Code.PROOF_OF_ANOTHER);
        AssignCard first = stage.applied(stage.assign(World.FREE, World.ALI, World.ALIS_PROOF));
        CardSerial other = new CardSerial("04F9");
        stage.store.put(Card.key(other), Columns.none().with(Card.STATUS, "active"));
        stage.conflict(stage.assign(other, World.ALI, World.ALIS_PROOF), Code.PROOF_USED, first.id());
    }

    @Test
    default void aProofIsGoodUpToItsLastInstant() {
        stage().now = World.NOON.plusSeconds(540).plusMillis(1);
        stage().refused(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF), Code.PROOF_EXPIRED);
        stage().now = World.NOON.plusSeconds(540);
        stage().applied(stage().assign(World.FREE, World.ALI, World.ALIS_PROOF));
    }

    @Test
    default void aCardIsGoodUntilTheGamingDayOfItsExpiryEnds() {
        stage().now = Instant.parse("2027-01-01T03:59:59.999999Z"); // 05:59 in Cairo: still the gaming day of 31 December
        stage().applied(stage().charge(100));
        stage().now = Instant.parse("2027-01-01T04:00:00Z");
        stage().refused(stage().charge(100), Code.CARD_EXPIRED);
    }

    @Test
    default void aCardIsBlockedOnce() {
        BlockCard block = stage().applied(stage().block(World.ALIS));
        assertThat(stage().value(Card.key(World.ALIS), Card.STATUS)).isEqualTo("blocked");
        assertThat(stage().value(Card.key(World.ALIS), Card.MEMBER)).isEqualTo(World.ALI.toString());
        stage().conflict(stage().block(World.ALIS), Code.CARD_BLOCKED, block.id());
        stage().refused(stage().block(World.STOPPED), Code.CARD_BLOCKED);
        stage().refused(stage().block(new CardSerial("NONE")), Code.CARD_NOT_FOUND);
    }

    @Test
    default void aBlockedCardMovesNoMoney() {
        BlockCard block = stage().applied(stage().block(World.ALIS));
        stage().conflict(stage().charge(100), Code.CARD_BLOCKED, block.id());
        stage().conflict(stage().reload(100), Code.CARD_BLOCKED, block.id());
    }
}
