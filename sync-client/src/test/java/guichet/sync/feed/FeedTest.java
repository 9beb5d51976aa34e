package guichet.sync.feed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.members.Member;
import guichet.domain.members.Profile;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.domain.rules.Decision;
import guichet.domain.rules.Judgement;
import guichet.domain.rules.Read;
import guichet.domain.rules.Rules;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Columns;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import guichet.protocol.json.Malformed;
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.TestDesk;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
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

    private Read<Card> card() {
        return desk.view().read(Card.key(TestDesk.CARD));
    }

    private Change cardRow(long version, String publicId) {
        Columns row = desk.world(0).stream().filter(change -> change.key().table().equals(Card.TABLE)).findFirst().orElseThrow()
                .row();
        return new Change(Card.key(TestDesk.CARD), version, requireNonNull(row).with(Card.PUBLIC_ID, publicId));
    }

    private @Nullable String publicId() {
        return requireNonNull(desk.view().row(Card.key(TestDesk.CARD)).orNull()).get(Card.PUBLIC_ID);
    }

    @Test
    void everyValueOfARowComesBackAsItWas() {
        desk.load(desk.world(5));
        for (Change change : desk.world(5)) {
            Read<Columns> read = desk.view().row(change.key());
            if (change.key().table().equals(Member.TABLE)) {
                continue; // its claim is another id each time
            }
            assertThat(read.orNull()).as(change.key().toString()).isEqualTo(change.row());
        }
        assertThat(card()).isInstanceOfSatisfying(Read.Known.class, known -> {
            assertThat(known.asOf()).isEqualTo(TestDesk.NOW);
            assertThat(known.version()).isEqualTo(1);
        });
    }

    @Test
    void whatIsNotHereIsNotKnownUntilTheWholePictureIs() {
        assertThat(card()).isInstanceOf(Read.NotKnownHere.class);
        Feed.Wanted first = desk.feed.snapshotWanted().orElseThrow();
        assertThat(first.table()).isEqualTo(FeedTables.SIDE);
        while (desk.feed.snapshotWanted().isPresent()) {
            desk.feed.apply(desk.feed.snapshotWanted().orElseThrow(),
                    new SnapshotPage(desk.cursor(), TestDesk.NOW, List.of(), null));
            assertThat(card()).as("complete only when the feed has caught up").isInstanceOf(Read.NotKnownHere.class);
        }
        assertThat(desk.feed.loading()).isTrue();
        desk.feed.apply(new ChangesPage(desk.cursor(), true, false, TestDesk.NOW, List.of()));
        assertThat(card()).isInstanceOf(Read.NotKnownHere.class);
        desk.page();
        assertThat(desk.feed.loading()).isFalse();
        assertThat(card()).isEqualTo(new Read.Absent<>(TestDesk.NOW));
    }

    @Test
    void aSnapshotGoesOnWhereItStoppedAndTheFeedBeginsWhereTheSnapshotDid() {
        Cursor start = new Cursor("e", 1, 10);
        Feed.Wanted first = desk.feed.snapshotWanted().orElseThrow();
        SideRecord side = SideRecord.of(Bytes.utf8("{}"), new SecureRandom());
        desk.feed.apply(first, new SnapshotPage(start, TestDesk.NOW, List.of(sideRow(side, 1)), "abc"));
        desk.reopen();
        assertThat(desk.feed.snapshotWanted()).contains(new Feed.Wanted(FeedTables.SIDE, "abc"));
        assertThat(desk.feed.loading()).isTrue();
        desk.feed.apply(desk.feed.snapshotWanted().orElseThrow(),
                new SnapshotPage(new Cursor("e", 1, 99), TestDesk.NOW, List.of(), null));
        assertThat(desk.feed.cursor()).contains(start);
        assertThat(desk.feed.snapshotWanted().orElseThrow().table()).isNotEqualTo(FeedTables.SIDE);
        assertThat(desk.journal.side(side.digest())).contains(side);
    }

    private static Change sideRow(SideRecord side, long version) {
        return new Change(FeedTables.SIDE.key(side.digest()), version, Columns.none().with(FeedTables.SALT, side.salt().base64())
                .with(FeedTables.CONTENT, side.content().base64()));
    }

    @Test
    void theNewerVersionStandsWhicheverWayItCame() {
        desk.load(desk.world(5));
        desk.page(cardRow(3, "three"));
        desk.page(cardRow(2, "two"));
        assertThat(publicId()).isEqualTo("three");
        desk.feed.apply(cardRow(4, "four"));
        assertThat(publicId()).isEqualTo("four");
    }

    @Test
    void whatIsGoneIsGone() {
        desk.load(desk.world(5));
        desk.now = TestDesk.NOW.plusSeconds(60);
        desk.page(new Change(Card.key(TestDesk.CARD), 2, null));
        assertThat(card()).isEqualTo(new Read.Absent<>(desk.now));
    }

    @Test
    void anErasedSideRecordReadsAsErased() {
        SideRecord side = SideRecord.of(Bytes.utf8("{\"v\":1,\"name\":\"Mona\"}"), new SecureRandom());
        desk.load(List.of(sideRow(side, 1)));
        assertThat(desk.journal.sides().profile(side.digest())).isEqualTo(new Profile("Mona", null, null));
        desk.page(new Change(FeedTables.SIDE.key(side.digest()), 2,
                Columns.none().with(FeedTables.SALT, null).with(FeedTables.CONTENT, null)));
        assertThat(desk.journal.sides().profile(side.digest())).isNull();
    }

    @Test
    void aPageThatCannotBeAppliedChangesNothing() {
        desk.load(desk.world(5));
        Cursor before = desk.feed.cursor().orElseThrow();
        Change broken = new Change(FeedTables.VERDICT.key(desk.id().toString()), 1,
                Columns.none().with(FeedTables.BODY, "{\"verdict\":\"perhaps\"}"));
        assertThatThrownBy(() -> desk.page(cardRow(9, "nine"), broken)).isInstanceOf(Malformed.class);
        assertThat(publicId()).isEqualTo("C1");
        assertThat(desk.feed.cursor()).contains(before);
        desk.reopen();
        assertThat(publicId()).isEqualTo("C1");
        assertThat(desk.feed.cursor()).contains(before);
    }

    @Test
    void anOperationsOverlayLeavesWithItsVerdictRowInOneTransaction() {
        desk.load(desk.world(10_000));
        ChargeCard charge = desk.charge(300);
        assertThat(desk.act(charge).allowed()).isTrue();
        assertThat(desk.balance()).isEqualTo(9_700);
        desk.page(desk.balanceRow(9_700, 2), desk.verdictRow(charge.id(), new Verdict.Applied(List.of())));
        assertThat(desk.balance()).isEqualTo(9_700);
        desk.reopen();
        assertThat(desk.balance()).isEqualTo(9_700);
    }

    @Test
    void aVerdictThatWasOnlyAnsweredChangesNothingThatIsShown() {
        desk.load(desk.world(10_000));
        ChargeCard charge = desk.charge(300);
        desk.act(charge);
        desk.journal.outbox().received(new BatchAnswer.Received(List.of(new Answer.Judged(
                charge.id(), VerdictCodec.encode(new Verdict.Rejected(Code.CARD_BLOCKED, Map.of())))),
                desk.countersign()));
        assertThat(desk.balance()).isEqualTo(9_700);
        desk.page(desk.verdictRow(charge.id(), new Verdict.Rejected(Code.CARD_BLOCKED, Map.of())));
        assertThat(desk.balance()).isEqualTo(10_000);
    }

    @Test
    void refusedAndWithdrawnAreNeverShownDoubtfulAndUntoldAre() {
        desk.load(desk.world(10_000));
        ChargeCard charge = desk.charge(300);
        Judgement judgement = Rules.judge(charge, desk.journal.sides(), desk.view());
        desk.journal.append(charge, judgement.effects(), List.of(), null);
        for (Told.What what : Told.What.values()) {
            desk.journal.tell(desk.told(charge, what));
            long shown = what == Told.What.DONE || what == Told.What.IN_DOUBT ? 9_700 : 10_000;
            assertThat(desk.balance()).as(what.name()).isEqualTo(shown);
            desk.reopen();
            assertThat(desk.balance()).as(what + " after a restart").isEqualTo(shown);
        }
    }

    @Test
    void amountsAddUpClaimsAreLaidInOrderAndSourcesAreNamed() {
        desk.load(desk.world(10_000));
        assertThat(desk.act(desk.charge(300)).allowed()).isTrue();
        assertThat(desk.act(desk.reload(1_000)).allowed()).isTrue();
        assertThat(desk.balance()).isEqualTo(10_700);
        Allowance drawn = requireNonNull(desk.view().read(Allowance.key(desk.allowance)).orNull());
        assertThat(drawn.usedTotal().minor()).isEqualTo(1_300);
        assertThat(drawn.usedCount()).isEqualTo(2);

        BlockCard block = new BlockCard(desk.header(), TestDesk.CARD, BlockCard.Reason.LOST);
        assertThat(desk.act(block).allowed()).isTrue();
        var view = desk.view();
        assertThat(Rules.judge(desk.charge(1), desk.journal.sides(), view).decision())
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Code.CARD_BLOCKED);
                    assertThat(refused.other()).isEqualTo(block.id());
                });
        assertThat(view.sourcesRead()).contains(block.id());
        assertThat(desk.view().keys(Card.TABLE, Card.STATUS, "blocked")).containsExactly(Card.key(TestDesk.CARD));
        assertThat(desk.view().keys(Card.TABLE, Card.STATUS, "active")).isEmpty();
        assertThat(desk.view().keys(Card.TABLE, Card.MEMBER, desk.member.toString())).hasSize(1);
    }

    @Test
    void anEarlierEffectStaysUnderALaterRowUntilItsOwnVerdict() {
        desk.load(desk.world(10_000));
        ChargeCard first = desk.charge(300);
        ChargeCard second = desk.charge(200);
        desk.act(first);
        desk.act(second);
        desk.page(desk.balanceRow(9_700, 2), desk.verdictRow(first.id(), new Verdict.Applied(List.of())));
        assertThat(desk.balance()).isEqualTo(9_500);
    }

    @Test
    void aNewSnapshotReplacesRowsAndLeavesTheJournalAlone() {
        desk.load(desk.world(10_000));
        ChargeCard charge = desk.charge(300);
        desk.act(charge);
        desk.page(cardRow(7, "seven"));
        desk.feed.apply(new ChangesPage(desk.cursor(), false, true, TestDesk.NOW, List.of()));
        assertThat(desk.feed.loading()).isTrue();
        assertThat(desk.feed.cursor()).isEmpty();
        assertThat(publicId()).as("old, and still shown").isEqualTo("seven");

        // A restored server counts from an older version, and no longer has the allowance.
        List<Change> restored = new ArrayList<>(desk.world(8_000));
        restored.removeIf(change -> change.key().table().equals(Allowance.TABLE));
        desk.load(restored);
        assertThat(publicId()).isEqualTo("C1");
        assertThat(desk.view().row(Allowance.key(desk.allowance))).isInstanceOf(Read.Absent.class);
        assertThat(desk.balance()).isEqualTo(7_700);
        assertThat(desk.journal.head().sequence()).isEqualTo(2);
    }

    @Test
    void aSnapshotBeginsAgainWhenTheFeedBecomesAnother() {
        Feed.Wanted first = desk.feed.snapshotWanted().orElseThrow();
        desk.feed.apply(first, new SnapshotPage(new Cursor("e", 1, 10), TestDesk.NOW, List.of(), null));
        desk.feed.apply(desk.feed.snapshotWanted().orElseThrow(),
                new SnapshotPage(new Cursor("e", 2, 11), TestDesk.NOW, List.of(), null));
        assertThat(desk.feed.snapshotWanted()).contains(first);
        assertThat(desk.feed.cursor()).isEmpty();
    }

    @Test
    void aVerdictOnAnEntryThatIsNotHereIsKept() {
        desk.load(desk.world(1));
        desk.page(desk.verdictRow(desk.id(), new Verdict.Applied(List.of())));
        assertThat(desk.feed.loading()).isFalse();
    }
}
