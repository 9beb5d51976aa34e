package guichet.sync.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperationId;
import guichet.domain.members.Profile;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.rules.Code;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.SideCodec;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.TestDesk;
import guichet.sync.store.StoreFault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    TestDesk desk;

    @BeforeEach
    void open() {
        desk = new TestDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void entriesFollowOneAnotherFromTheFirst() {
        ChargeCard charge = desk.charge(100);
        desk.journal.append(charge, List.of(), List.of(), null);
        Head head = desk.journal.tell(desk.told(charge, Told.What.DONE));

        List<JournalEntry> entries = desk.journal.entries(10).reversed();
        assertThat(entries).extracting(JournalEntry::kind).containsExactly(EntryKind.OPERATION, EntryKind.TOLD);
        assertThat(entries).extracting(entry -> entry.entry().sequence()).containsExactly(1L, 2L);
        assertThat(entries.getFirst().entry().previous()).isEqualTo(Chain.GENESIS);
        assertThat(entries.getLast().entry().previous()).isEqualTo(entries.getFirst().entry().hash());
        assertThat(entries).allMatch(entry -> entry.entry().isWhole());
        assertThat(entries.getFirst().entry().bytes()).isEqualTo(OperationCodec.encode(charge));
        assertThat(head).isEqualTo(desk.journal.head()).extracting(Head::hash).isEqualTo(entries.getLast().entry().hash());
    }

    @Test
    void theChainGoesOnAfterReopening() {
        desk.journal.append(desk.charge(100), List.of(), List.of(), null);
        Head before = desk.journal.head();
        desk.reopen();
        assertThat(desk.journal.head()).isEqualTo(before);
        desk.journal.append(desk.charge(200), List.of(), List.of(), null);
        assertThat(desk.journal.entries(1).getFirst().entry().previous()).isEqualTo(before.hash());
    }

    @Test
    void anIdIsTakenOnce() {
        ChargeCard charge = desk.charge(100);
        desk.journal.append(charge, List.of(), List.of(), null);
        assertThatThrownBy(() -> desk.journal.append(charge, List.of(), List.of(), null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(charge.id().toString());
        assertThat(desk.journal.head().sequence()).isEqualTo(1);
    }

    @Test
    void anEntryCanNeitherBeChangedNorRemoved() {
        desk.journal.append(desk.charge(100), List.of(), List.of(), null);
        for (String sql : List.of("UPDATE journal SET body = x'00'", "DELETE FROM journal")) {
            assertThatThrownBy(() -> desk.store.run(transaction -> {
                try (Statement statement = transaction.connection().createStatement()) {
                    statement.execute(sql);
                }
            })).isInstanceOf(StoreFault.class).hasMessageContaining("a journal entry is never");
        }
    }

    @Test
    void nothingIsToldOfAnOperationThatIsNotThere() {
        assertThatThrownBy(() -> desk.journal.tell(desk.told(desk.charge(1), Told.What.DONE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.journal.head().sequence()).isZero();
    }

    @Test
    void anOperationAndWhatWasToldOfItAreWrittenTogetherOrNotAtAll() {
        ChargeCard charge = desk.charge(100);
        assertThatThrownBy(() -> desk.journal.appendAndTell(charge, List.of(), List.of(), null,
                desk.told(desk.charge(1), Told.What.DONE))).isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.journal.entries(10)).isEmpty();
        assertThat(desk.journal.head().sequence()).isZero();
        assertThat(desk.journal.unsent().atRisk()).isEmpty();

        desk.journal.appendAndTell(charge, List.of(), List.of(), null, desk.told(charge, Told.What.DONE));
        assertThat(desk.journal.head().sequence()).isEqualTo(2);
    }

    @Test
    void anotherDesksOperationIsRefused() {
        DeskId other = new DeskId(desk.ids.next());
        Header header = Header.of(desk.id(), other, desk.operator, desk.clock.times());
        ChargeCard theirs = new ChargeCard(header, TestDesk.CARD, desk.member, new Money(1, TestDesk.EGP));
        assertThatThrownBy(() -> desk.journal.append(theirs, List.of(), List.of(), null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another desk's");
    }

    @Test
    void anOperationWithoutToldIsPutToTheOperatorAfterARestart() {
        ChargeCard first = desk.charge(100);
        ChargeCard second = desk.charge(200);
        desk.journal.append(first, List.of(), List.of(), null);
        desk.journal.appendAndTell(second, List.of(), List.of(), null, desk.told(second, Told.What.DONE));
        assertThat(desk.journal.interrupted()).as("of this run: somebody is still at it").isEmpty();

        desk.reopen();
        assertThat(desk.journal.interrupted()).extracting(JournalEntry::id).containsExactly(first.id());
        desk.journal.tell(desk.told(first, Told.What.DONE));
        assertThat(desk.journal.interrupted()).isEmpty();
    }

    @Test
    void theLastThatWasToldStands() {
        ChargeCard charge = desk.charge(100);
        desk.journal.append(charge, List.of(), List.of(), null);
        desk.journal.tell(desk.told(charge, Told.What.IN_DOUBT));
        assertThat(desk.journal.inDoubt()).extracting(JournalEntry::id).containsExactly(charge.id());
        desk.journal.tell(desk.told(charge, Told.What.DONE));
        assertThat(desk.journal.inDoubt()).isEmpty();
        assertThat(desk.journal.entry(charge.id()).orElseThrow().told()).isEqualTo(Told.What.DONE);
    }

    @Test
    void moneyAtRiskIsWhatWasDrawnAndToldDone() {
        desk.load(desk.world(10_000));
        assertThat(desk.act(desk.charge(300)).allowed()).isTrue();
        assertThat(desk.act(desk.charge(200)).allowed()).isTrue();
        ChargeCard doubtful = desk.charge(50);
        desk.journal.append(doubtful, List.of(new Effect.Draw(desk.allowance, new Money(50, TestDesk.EGP), 1)), List.of(), null);
        desk.journal.tell(desk.told(doubtful, Told.What.IN_DOUBT));
        assertThat(desk.journal.unsent().atRisk()).containsExactly(new Money(500, TestDesk.EGP));
        desk.reopen();
        assertThat(desk.journal.unsent().atRisk()).containsExactly(new Money(500, TestDesk.EGP));
        assertThat(desk.journal.unsent().count()).isEqualTo(6);
        assertThat(desk.journal.unsent().oldest()).isEqualTo(TestDesk.NOW);
    }

    @Test
    void aBatchCarriesEntriesInOrderTheirSideRecordsAndOneSignature() {
        SideRecord side = SideRecord.of(SideCodec.encode(new Profile("Mona", null, null)), new SecureRandom());
        RegisterMember register = new RegisterMember(desk.header(), desk.member, side.digest(), List.of());
        desk.journal.append(register, List.of(), List.of(side), null);
        ChargeCard charge = desk.charge(1);
        desk.journal.append(charge, List.of(), List.of(), null);

        Batch batch = desk.journal.outbox().next(500, desk.identity.keys().getPrivate()).orElseThrow();
        assertThat(batch.entries()).extracting(Entry::sequence).containsExactly(1L, 2L);
        assertThat(batch.sides()).containsExactly(side);
        assertThat(desk.journal.head().isBatchSigned(desk.identity.keys().getPublic(), batch.signature())).isTrue();
        assertThat(desk.journal.sides().profile(side.digest())).isEqualTo(new Profile("Mona", null, null));
        assertThat(desk.journal.outbox().next(1, desk.identity.keys().getPrivate()).orElseThrow().sides()).hasSize(1);
    }

    @Test
    void whatWasSentIsInDoubtUntilItIsAnswered() {
        ChargeCard charge = desk.charge(1);
        desk.journal.append(charge, List.of(), List.of(), null);
        assertThat(state(charge.id())).isEqualTo(JournalEntry.State.UNSENT);
        long before = desk.journal.outbox().sending(next(), TestDesk.NOW);
        assertThat(state(charge.id())).isEqualTo(JournalEntry.State.IN_DOUBT);
        desk.journal.outbox().notSent(before);
        assertThat(state(charge.id())).isEqualTo(JournalEntry.State.UNSENT);

        desk.journal.outbox().sending(next(), TestDesk.NOW);
        desk.reopen();
        assertThat(state(charge.id())).as("known after a crash").isEqualTo(JournalEntry.State.IN_DOUBT);
        received(new Answer.Judged(charge.id(), VerdictCodec.encode(new Verdict.Applied(List.of()))));
        assertThat(state(charge.id())).isEqualTo(JournalEntry.State.APPLIED);
        assertThat(desk.journal.unsent().count()).isZero();
        assertThat(desk.journal.outbox().hasMore()).isFalse();
    }

    @Test
    void heldAndRefusedEntriesWaitForAPerson() {
        ChargeCard held = desk.charge(1);
        ChargeCard refused = desk.charge(2);
        ChargeCard reused = desk.charge(3);
        for (ChargeCard charge : List.of(held, refused, reused)) {
            desk.journal.appendAndTell(charge, List.of(), List.of(), null, desk.told(charge, Told.What.DONE));
        }
        received(new Answer.Held(held.id(), "PREDECESSOR"),
                new Answer.Judged(refused.id(), VerdictCodec.encode(new Verdict.Rejected(Code.CARD_BLOCKED, Map.of()))),
                new Answer.Reused(reused.id()));
        assertThat(desk.journal.troubled(10)).extracting(JournalEntry::state).containsExactly(JournalEntry.State.REUSED,
                JournalEntry.State.REJECTED, JournalEntry.State.HELD);
        assertThat(desk.journal.troubledCount()).isEqualTo(3);
        desk.page(desk.verdictRow(held.id(), new Verdict.Applied(List.of())));
        assertThat(desk.journal.troubled(10)).extracting(JournalEntry::id).containsExactly(reused.id(), refused.id());
    }

    @Test
    void aRestoredServerGetsItAllAgain() {
        ChargeCard charge = desk.charge(1);
        desk.journal.append(charge, List.of(), List.of(), null);
        received(new Answer.Judged(charge.id(), VerdictCodec.encode(new Verdict.Applied(List.of()))));
        assertThat(desk.journal.outbox().hasMore()).isFalse();
        desk.journal.outbox().gap(1);
        assertThat(next().entries()).extracting(Entry::sequence).containsExactly(1L);
    }

    @Test
    void withdrawingTakesTheTargetOutOfWhatIsShown() {
        desk.load(desk.world(10_000));
        ChargeCard charge = desk.charge(300);
        desk.act(charge);
        assertThat(desk.balance()).isEqualTo(9_700);
        Withdraw withdraw = new Withdraw(desk.header(), charge.id(), Withdraw.Reason.IN_DOUBT);
        desk.journal.withdraw(withdraw, List.of(new Effect.Cancel(charge.id())), desk.told(charge, Told.What.WITHDRAWN),
                desk.told(withdraw, Told.What.DONE));
        assertThat(desk.balance()).isEqualTo(10_000);
        assertThat(requireNonNull(desk.view().outcome(charge.id()).orNull()).withdrawnBy()).isEqualTo(withdraw.id());

        desk.page(desk.verdictRow(charge.id(), new Verdict.Rejected(Code.WITHDRAWN, Map.of())),
                desk.verdictRow(withdraw.id(), new Verdict.Applied(List.of(new Effect.Cancel(charge.id())))));
        assertThat(requireNonNull(desk.view().outcome(charge.id()).orNull()).withdrawnBy()).as("also when settled")
                .isEqualTo(withdraw.id());
    }

    @Test
    void aForkedChainTakesNothingAndANewOneCarriesOverWhatTheServerLacks() {
        desk.load(desk.world(10_000));
        ChargeCard known = desk.charge(100);
        desk.act(known);
        received(new Answer.Judged(known.id(), VerdictCodec.encode(new Verdict.Applied(List.of()))));
        ChargeCard lacking = desk.charge(200);
        desk.act(lacking);
        desk.journal.outbox().forked();

        assertThat(desk.journal.forked()).isTrue();
        assertThatThrownBy(() -> desk.journal.append(desk.charge(1), List.of(), List.of(), null))
                .isInstanceOf(IllegalStateException.class);
        assertThat(desk.journal.outbox().next(500, desk.identity.keys().getPrivate())).isEmpty();

        Chain anew = desk.journal.outbox().beginAnew(new UUID(1, 2));
        assertThat(desk.journal.chain()).isEqualTo(anew);
        assertThat(next().entries()).extracting(Entry::sequence).containsExactly(1L, 2L);
        assertThat(next().entries()).allMatch(Entry::isWhole).allMatch(entry -> entry.chain().equals(anew));
        assertThat(next().entries().getFirst().bytes()).isEqualTo(OperationCodec.encode(lacking));
        assertThat(desk.balance()).as("laid once").isEqualTo(9_700);
        desk.reopen();
        assertThat(desk.journal.chain()).isEqualTo(anew);
        assertThat(desk.balance()).isEqualTo(9_700);
        desk.page(desk.balanceRow(9_700, 2), desk.verdictRow(known.id(), new Verdict.Applied(List.of())),
                desk.verdictRow(lacking.id(), new Verdict.Applied(List.of())));
        assertThat(desk.balance()).isEqualTo(9_700);
        assertThat(desk.act(desk.charge(1)).allowed()).isTrue();
    }

    private Batch next() {
        return desk.journal.outbox().next(500, desk.identity.keys().getPrivate()).orElseThrow();
    }

    private void received(Answer... answers) {
        desk.journal.outbox().received(new BatchAnswer.Received(List.of(answers), desk.countersign()));
    }

    private JournalEntry.State state(OperationId id) {
        return desk.journal.entry(id).orElseThrow().state();
    }
}
