package guichet.server.operations;

import static guichet.server.operations.ChainDesk.received;
import static guichet.server.operations.ChainDesk.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.allowances.Allowance;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.operations.ApprovalCodec;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.server.TestDesk;
import guichet.server.TestServer;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server answers to a desk's batches, over real HTTP and on a real database. */
class DeskOperationsTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed(Hall.seed(60));

    private static final AtomicInteger MEMBERS = new AtomicInteger();

    private final int number = MEMBERS.incrementAndGet();
    private final ChainDesk desk = ChainDesk.at(server, "Hall", "carla");
    private final UUID tenant = desk.tenant();
    private final MemberId member = server.member(tenant, "m" + number);
    private final String card = "04A" + number;
    private final String free = "04F" + number;

    @AfterEach
    void everythingAddsUp() {
        Hall.proved(server, tenant);
    }

    private ReloadCard reload(long minor) {
        return desk.reload(card, member, minor);
    }

    private long balance() {
        return Hall.balance(server, tenant, member);
    }

    private long drawer() {
        return Hall.balance(server, tenant, "drawer:" + desk.id());
    }

    private static Code refusal(Answer answer) {
        return switch (verdict(answer)) {
            case Verdict.Rejected(Code code, Map<String, String> _) -> code;
            case Verdict.Conflict(OperationId _, Code code, Map<String, String> _) -> code;
            case Verdict.Applied applied -> throw new AssertionError(applied.toString());
        };
    }

    private static void assertApplied(Answer answer) {
        assertThat(verdict(answer)).isInstanceOf(Verdict.Applied.class);
    }

    private void assertHeld(Answer answer, String why) {
        assertThat(answer).isEqualTo(new Answer.Held(answer.id(), why));
    }

    private void assertAlarm(OperationId about, String code) {
        assertThat(Hall.value(server, "select code from book.case_file where tenant_id = ? and id = ?", tenant, about + ":alarm"))
                .isEqualTo(code);
    }

    @Test
    void theSameIdGetsTheSameVerdictByteForByteHoweverOftenAndInWhateverBatch() {
        desk.done(reload(2_500));
        desk.append(desk.charge(card, member, 1_000_000));
        List<Answer> first = desk.send();
        desk.append(reload(100));
        assertThat(received(desk.send(0, 3))).isEqualTo(first);
        assertThat(received(desk.send(1, 4)).subList(0, 2)).isEqualTo(first.subList(1, 3));
        assertThat(received(desk.send(0, 1))).isEqualTo(first.subList(0, 1));
        assertThat(balance()).isEqualTo(102_600);
        assertThat(drawer()).isEqualTo(-2_600);
    }

    @Test
    void theSameOperationAtANewPlaceOfTheChainIsKnown() {
        ReloadCard reload = desk.append(reload(2_500));
        Answer first = desk.send().getFirst();
        desk.append(reload);
        assertThat(desk.send()).containsExactly(first);
        assertThat(received(desk.send(0, 2))).containsExactly(first, first);
        assertThat(balance()).isEqualTo(102_500);
    }

    @Test
    void theSameIdWithAnotherBodyIsRefusedAndAlarmed() {
        ReloadCard reload = desk.append(reload(2_500));
        desk.append(new ReloadCard(reload.header(), reload.card(), reload.member(), ChainDesk.egp(9_900)));
        List<Answer> answers = desk.send();
        assertApplied(answers.get(0));
        assertThat(answers.get(1)).isEqualTo(new Answer.Reused(reload.id()));
        assertThat(received(desk.send(0, 2))).isEqualTo(answers);
        desk.append(new ReloadCard(reload.header(), reload.card(), reload.member(), ChainDesk.egp(9_901)));
        assertThat(desk.send()).containsExactly(new Answer.Reused(reload.id()));
        assertAlarm(reload.id(), "ID_REUSED");
        assertThat(balance()).isEqualTo(102_500);
    }

    @Test
    void aHoleInTheChainIsAskedFor() {
        desk.append(reload(100));
        desk.append(reload(200));
        desk.append(reload(300));
        assertThat(desk.send(2, 3)).isEqualTo(new BatchAnswer.Gap(1));
        received(desk.send(0, 1));
        assertThat(desk.send(2, 3)).isEqualTo(new BatchAnswer.Gap(2));
        assertThat(received(desk.send(1, 3))).hasSize(2);
        assertThat(balance()).isEqualTo(100_600);
    }

    @Test
    void aKnownPlaceWithAnotherHashIsAForkAndTheChainIsClosed() {
        desk.append(reload(100));
        desk.append(reload(200));
        desk.send();
        desk.backTo(1);
        ReloadCard other = desk.append(reload(777));
        assertThat(desk.send(1, 2)).isEqualTo(new BatchAnswer.Fork(2));
        assertAlarm(other.id(), "FORK");
        assertThat(desk.post(desk.batch(desk.entries.subList(0, 2), List.of())).code()).isEqualTo("DESK_FORKED");
        assertThat(balance()).isEqualTo(100_300);
    }

    @Test
    void anEntryThatDoesNotFollowTheKnownHeadIsAFork() {
        desk.append(reload(100));
        desk.send();
        desk.backTo(0);
        desk.append(reload(150));
        desk.append(reload(200));
        assertThat(desk.send(1, 2)).isEqualTo(new BatchAnswer.Fork(2));
    }

    @Test
    void aBatchThatIsNotTheDesksIsRefused() {
        desk.append(reload(100));
        desk.append(reload(100));
        assertThat(desk.post(desk.batchSignedBy(TestDesk.newKey(), desk.entries)).status()).isEqualTo(401);
        ChainDesk other = ChainDesk.at(server, "Hall", "carla");
        assertThat(other.post(desk.batch(desk.entries, List.of())).code()).isEqualTo("NOT_YOUR_CHAIN");
        assertThat(balance()).isEqualTo(100_000);
    }

    @Test
    void aBrokenChainIsRefused() {
        desk.append(reload(100));
        desk.append(reload(100));
        Entry good = desk.entries.get(1);
        Entry changed = new Entry(good.chain(), 2, good.kind(), OperationCodec.encode(reload(5)), Bytes.none(), good.previous(),
                good.hash());
        assertThat(desk.post(desk.batch(List.of(desk.entries.getFirst(), changed), List.of())).code()).isEqualTo("CHAIN_BROKEN");
        Entry zero = Entry.after(good.chain(), 0, good.previous(), good.kind(), good.bytes(), Bytes.none());
        assertThat(desk.post(desk.batch(List.of(zero), List.of())).code()).isEqualTo("CHAIN_BROKEN");
        assertThat(desk.send()).hasSize(2);
    }

    @Test
    void whatSpeaksForAnotherDeskIsNotItsOwnAndTakesNoIdAway() {
        ChainDesk other = ChainDesk.at(server, "Hall", "carla");
        ReloadCard hers = other.append(other.reload(card, member, 500));
        desk.append(EntryKind.OPERATION, OperationCodec.encode(hers), Bytes.none());
        assertThat(refusal(desk.send().getFirst())).isEqualTo(Code.NOT_YOURS);
        assertApplied(other.send().getFirst());
        Told told = other.tell(hers, Told.What.DONE);
        desk.append(EntryKind.TOLD, ToldCodec.encode(told), Bytes.none());
        desk.append(EntryKind.OPERATION, OperationCodec.encode(hers), Bytes.none());
        assertThat(desk.send()).allSatisfy(answer -> assertThat(refusal(answer)).isEqualTo(Code.NOT_YOURS));
        assertThat(drawer()).isZero();
        assertThat(balance()).isEqualTo(100_500);
    }

    @Test
    void aDeskCannotGiveItselfAnAllowance() {
        Allowance wish = new Allowance(new AllowanceId(UUID.randomUUID()), desk.id(),
                new guichet.domain.identity.LocationId(desk.desk.location.id()), ChainDesk.egp(1), ChainDesk.egp(1), 1,
                server.clock.instant(), server.clock.instant().plusSeconds(60), ChainDesk.egp(0), 0, "");
        desk.append(new GrantAllowance(desk.header(), wish));
        assertThat(refusal(desk.send().getFirst())).isEqualTo(Code.SERVER_ONLY);
    }

    @Test
    void whatNeedsARefusedOperationIsRefusedAndWhatFollowsItIsNot() {
        Operation bad = desk.append(desk.reload("04FFFF", member, 100));
        ReloadCard needs = reload(100);
        desk.append(needs.with(needs.header().needing(Set.of(bad.id()))));
        desk.append(follows(reload(100), bad.id()));
        List<Answer> answers = desk.send();
        assertThat(refusal(answers.get(0))).isEqualTo(Code.CARD_NOT_FOUND);
        assertThat(refusal(answers.get(1))).isEqualTo(Code.PREDECESSOR);
        assertApplied(answers.get(2));
    }

    private static Operation follows(Operation operation, OperationId other) {
        Header header = operation.header();
        return operation.with(new Header(header.id(), header.desk(), header.operator(), header.times(), header.needs(),
                List.of(other), header.allowance()));
    }

    @Test
    void whatWaitsForAnotherDeskIsReleasedWithItsToldWhenThatArrives() {
        ChainDesk other = ChainDesk.at(server, "Hall", "carla");
        Operation first = other.append(other.reload("04FFFF", member, 100));
        ReloadCard waiting = reload(300);
        Operation needs = desk.done(waiting.with(waiting.header().needing(Set.of(first.id()))));
        ReloadCard free = desk.append(reload(50));
        Operation follows = desk.append(follows(reload(70), needs.id()));
        List<Answer> answers = desk.send();
        assertHeld(answers.get(0), "PREDECESSOR");
        assertHeld(answers.get(1), "PREDECESSOR");
        assertApplied(answers.get(2));
        assertHeld(answers.get(3), "PREDECESSOR");
        assertThat(desk.verdict(free.id())).isPresent();
        other.send();
        assertThat(desk.verdict(needs.id())).contains(
                new Verdict.Rejected(Code.PREDECESSOR, Map.of("operation", first.id().toString())));
        assertThat(desk.verdict(answers.get(1).id()).orElseThrow()).isInstanceOf(Verdict.Applied.class);
        assertThat(desk.verdict(follows.id()).orElseThrow()).isInstanceOf(Verdict.Applied.class);
        assertThat(Hall.hasCase(server, tenant, needs, Case.Kind.CASH_TAKEN, true)).isTrue();
        assertThat(drawer()).isEqualTo(-420);
        assertThat(received(desk.send(0, 4)).get(0)).isInstanceOf(Answer.Judged.class);
    }

    @Test
    void aDeskThatIsSuspendedStillGetsVerdictsForWhatItHadSentAndHoldsNobodyUp() {
        ChainDesk other = ChainDesk.at(server, "Hall", "carla");
        Operation first = other.append(other.reload(card, member, 100));
        Operation waiting = desk.append(follows(reload(300), first.id()));
        desk.send();
        server.database().useTransaction(tx -> tx.execute("update desk set state = 'suspended' where id = ?", desk.desk.id));
        assertApplied(other.send().getFirst());
        assertThat(desk.verdict(waiting.id()).orElseThrow()).isInstanceOf(Verdict.Applied.class);
    }

    @Test
    void aMissingSideRecordHoldsTheOperationUntilItArrives() {
        RegisterMember mona = desk.append(desk.register("Mona"));
        List<SideRecord> lost = desk.loseSides();
        desk.append(reload(100));
        List<Answer> answers = desk.send();
        assertHeld(answers.get(0), "SIDE");
        assertApplied(answers.get(1));
        assertThat(desk.post(desk.batch(desk.entries.subList(1, 2), lost)).status()).isEqualTo(200);
        assertThat(desk.verdict(mona.id()).orElseThrow()).isInstanceOf(Verdict.Applied.class);
        RegisterMember nora = desk.append(desk.register("Nora"));
        lost = desk.loseSides();
        assertHeld(desk.send().getFirst(), "SIDE");
        desk.append(reload(100));
        assertThat(desk.post(desk.batch(desk.entries.subList(3, 4), lost)).status()).isEqualTo(200);
        assertThat(desk.verdict(nora.id()).orElseThrow()).isInstanceOf(Verdict.Applied.class);
    }

    @Test
    void aSideRecordThatCannotBeReadHoldsItsOperationAloneAndTheChainGoesOn() {
        RegisterMember unreadable = desk.append(desk.register(Bytes.utf8("{\"v\":1,\"name\":7}")));
        desk.append(desk.register(Bytes.utf8("no json at all")));
        desk.append(desk.register(Bytes.utf8("{\"v\":2,\"name\":\"Mona\",\"pronouns\":\"she\"}")));
        desk.append(reload(100));
        List<Answer> answers = desk.send();
        assertHeld(answers.get(0), "FAULT");
        assertHeld(answers.get(1), "FAULT");
        assertHeld(answers.get(2), "VERSION");
        assertApplied(answers.get(3));
        assertThat(received(desk.send(0, 4))).isEqualTo(answers);
        desk.append(reload(100));
        assertApplied(desk.send().getFirst());
        assertThat(desk.verdict(unreadable.id())).isEmpty();
    }

    @Test
    void aSideRecordThatArrivesLaterAndCannotBeReadLetsTheBatchThrough() {
        RegisterMember late = desk.append(desk.register(Bytes.utf8("[]")));
        List<SideRecord> lost = desk.loseSides();
        assertHeld(desk.send().getFirst(), "SIDE");
        desk.append(reload(100));
        assertThat(desk.post(desk.batch(desk.entries.subList(1, 2), lost)).status()).isEqualTo(200);
        assertHeld(received(desk.send(0, 1)).getFirst(), "FAULT");
        assertThat(desk.verdict(late.id())).isEmpty();
    }

    @Test
    void whatIsTooNewOrUnreadableIsHeldAndTheChainGoesOn() {
        String text = OperationCodec.encode(reload(100)).utf8();
        desk.append(EntryKind.OPERATION, Bytes.utf8(text.replace("\"v\":1", "\"v\":99")), Bytes.none());
        desk.append(EntryKind.OPERATION, Bytes.utf8(OperationCodec.encode(reload(1)).utf8().replace("ReloadCard", "FlyAway")),
                Bytes.none());
        desk.append(EntryKind.OPERATION, Bytes.utf8("no json at all"), Bytes.none());
        Operation damaged = reload(3);
        desk.append(EntryKind.OPERATION, Bytes.utf8(OperationCodec.encode(damaged).utf8().replace(card, "")), Bytes.none());
        desk.tell(damaged, Told.What.DONE);
        desk.append(reload(100));
        List<Answer> answers = desk.send();
        assertHeld(answers.get(0), "VERSION");
        assertHeld(answers.get(1), "VERSION");
        assertHeld(answers.get(2), "FAULT");
        assertThat(answers.get(3)).isInstanceOf(Answer.Held.class);
        assertHeld(answers.get(4), "PREDECESSOR");
        assertApplied(answers.get(5));
        assertThat(received(desk.send(0, 6))).isEqualTo(answers);
    }

    @Test
    void aRefusedReloadThatWasToldDoneLiesInSuspenseAlsoWhenItsToldComesLater() {
        ReloadCard bad = desk.append(desk.reload("04FFFF", member, 700));
        assertThat(refusal(desk.send().getFirst())).isEqualTo(Code.CARD_NOT_FOUND);
        long suspense = Hall.balance(server, tenant, "suspense:" + desk.desk.location.id());
        desk.tell(bad, Told.What.IN_DOUBT);
        Told told = desk.tell(bad, Told.What.DONE);
        desk.tell(bad, Told.What.DONE);
        List<Answer> answers = desk.send();
        assertThat(answers.get(1).id()).isEqualTo(told.id());
        assertThat(((Verdict.Applied) verdict(answers.get(1))).effects()).hasSize(2);
        assertThat(((Verdict.Applied) verdict(answers.get(0))).effects()).isEmpty();
        assertThat(((Verdict.Applied) verdict(answers.get(2))).effects()).isEmpty();
        assertThat(Hall.hasCase(server, tenant, bad, Case.Kind.CASH_TAKEN, true)).isTrue();
        assertThat(drawer()).isEqualTo(-700);
        assertThat(Hall.balance(server, tenant, "suspense:" + desk.desk.location.id()) - suspense).isEqualTo(700);
    }

    @Test
    void withdrawingReversesWhatWasAppliedAlsoInALaterBatch() {
        AllowanceId allowance = desk.allowance();
        ReloadCard reload = reload(700);
        Operation applied = desk.done(reload.with(reload.header().drawingOn(allowance)));
        desk.send();
        assertThat(balance()).isEqualTo(100_700);
        desk.append(desk.withdraw(applied));
        assertApplied(desk.send().getFirst());
        assertThat(balance()).isEqualTo(100_000);
        assertThat(drawer()).isZero();
        assertThat(Hall.value(server, "select used_total + used_count from book.allowance where tenant_id = ? and id = ?", tenant,
                allowance.toString())).isEqualTo(0L);
        desk.append(desk.withdraw(applied));
        assertThat(refusal(desk.send().getFirst())).isEqualTo(Code.ALREADY_WITHDRAWN);
    }

    @Test
    void withdrawingAnAssignmentFreesTheCardAndSpendsTheProof() {
        Operation assign = desk.append(desk.assign(free, member, desk.proof(member)));
        assertApplied(desk.send().getFirst());
        desk.append(desk.withdraw(assign));
        assertApplied(desk.send().getFirst());
        assertThat(Hall.value(server, "select member from book.card where tenant_id = ? and id = ?", tenant, free)).isNull();
        assertThat(
                Hall.value(server, "select count(*) from book.proof where tenant_id = ? and member = ? and used_by is not null",
                        tenant, member.toString()))
                .isEqualTo(1L);
    }

    @Test
    void withdrawingWhatIsHeldGivesItItsVerdictForEver() {
        Operation waiting = desk.done(follows(reload(300), new OperationId(UUID.randomUUID())));
        assertHeld(desk.send().getFirst(), "PREDECESSOR");
        Operation inBatch = desk.append(follows(reload(400), new OperationId(UUID.randomUUID())));
        desk.append(desk.withdraw(waiting));
        desk.append(desk.withdraw(inBatch));
        List<Answer> answers = desk.send();
        assertThat(refusal(answers.get(0))).isEqualTo(Code.WITHDRAWN);
        assertApplied(answers.get(1));
        assertApplied(answers.get(2));
        assertThat(received(desk.send(0, 2)).stream().filter(Answer.Judged.class::isInstance)).hasSize(2);
        assertThat(desk.verdict(waiting.id())).contains(new Verdict.Rejected(Code.WITHDRAWN, Map.of()));
        assertThat(drawer()).isZero();
        assertThat(balance()).isEqualTo(100_000);
    }

    @Test
    void withdrawingWhatWasRefusedAndToldDoneGivesTheCashBackAndClosesTheCase() {
        ReloadCard bad = desk.done(desk.reload("04FFFF", member, 700));
        desk.send();
        desk.append(desk.withdraw(bad));
        assertApplied(desk.send().getFirst());
        assertThat(Hall.hasCase(server, tenant, bad, Case.Kind.CASH_TAKEN, false)).isTrue();
        assertThat(drawer()).isZero();
    }

    @Test
    void aCaseIsClosedInEachOfItsWays() {
        long risk = Hall.balance(server, tenant, "risk:" + desk.desk.location.id());
        for (Case.Resolution how : Case.Kind.CASH_TAKEN.ways()) {
            ReloadCard bad = desk.as("carla").done(desk.reload("04FFFF", member, 700));
            desk.send();
            desk.as("sofia").append(desk.resolve(bad, Case.Kind.CASH_TAKEN, Case.Resolution.NOTED));
            desk.append(desk.resolve(bad, Case.Kind.CASH_TAKEN, how));
            desk.append(desk.resolve(bad, Case.Kind.CASH_TAKEN, how));
            List<Answer> answers = desk.send();
            assertThat(refusal(answers.get(0))).isEqualTo(Code.RESOLUTION_NOT_ALLOWED);
            assertApplied(answers.get(1));
            assertThat(refusal(answers.get(2))).isEqualTo(Code.CASE_CLOSED);
        }
        assertThat(drawer()).isEqualTo(-1_400);
        assertThat(balance()).isEqualTo(100_700);
        assertThat(Hall.balance(server, tenant, "risk:" + desk.desk.location.id()) - risk).isEqualTo(700);
        for (Case.Resolution how : Case.Kind.GOODS_GIVEN.ways()) {
            Operation bad = desk.as("carla").done(desk.charge(card, member, 500_000));
            desk.send();
            desk.as("sofia").append(desk.resolve(bad, Case.Kind.GOODS_GIVEN, how));
            assertApplied(desk.send().getFirst());
        }
        assertThat(balance()).isEqualTo(-399_300);
        Operation assign = desk.as("carla")
                .done(desk.assign(free, member, new guichet.domain.identity.ProofId(UUID.randomUUID())));
        desk.send();
        desk.append(desk.resolve(assign, Case.Kind.DONE_BUT_REFUSED, Case.Resolution.NOTED));
        assertThat(refusal(desk.send().getFirst())).isEqualTo(Code.OPERATOR_ROLE);
        desk.as("sofia").append(desk.resolve(assign, Case.Kind.DONE_BUT_REFUSED, Case.Resolution.NOTED));
        assertApplied(desk.send().getFirst());
    }

    @Test
    void anApprovalIsCheckedWithTheKeyOfTheApproversSignIn() {
        KeyPair sofias = TestDesk.newKey();
        TestServer.Answer signedIn = server.post("/api/desk/v1/session", Map.of("login", "sofia", "secret", "sofia-secret",
                "approvalPublicKey", TestDesk.base64(sofias.getPublic().getEncoded())), desk.desk.token());
        assertThat(signedIn.status()).isEqualTo(200);
        Bytes good = OperationCodec.encode(reload(100));
        Bytes other = OperationCodec.encode(reload(200));
        desk.as("sofia");
        Approval approval = Approval.sign(good, desk.id(), desk.operator(), server.clock.instant(), sofias.getPrivate());
        Bytes hers = OperationCodec.encode(reload(300));
        Approval own = Approval.sign(hers, desk.id(), desk.operator(), server.clock.instant(), sofias.getPrivate());
        Approval forged = Approval.sign(good, desk.id(), desk.operator(), server.clock.instant(), TestDesk.newKey().getPrivate());
        desk.append(EntryKind.OPERATION, other, ApprovalCodec.encode(approval));
        desk.append(EntryKind.OPERATION, hers, ApprovalCodec.encode(own));
        desk.append(EntryKind.OPERATION, good, ApprovalCodec.encode(approval));
        desk.append(EntryKind.OPERATION, OperationCodec.encode(desk.as("carla").reload(card, member, 400)),
                ApprovalCodec.encode(forged));
        desk.append(EntryKind.OPERATION, OperationCodec.encode(reload(500)), Bytes.utf8("nonsense"));
        List<Answer> answers = desk.send();
        assertThat(refusal(answers.get(0))).isEqualTo(Code.APPROVAL_WRONG);
        assertThat(refusal(answers.get(1))).isEqualTo(Code.APPROVAL_WRONG);
        assertApplied(answers.get(2));
        assertThat(refusal(answers.get(3))).isEqualTo(Code.APPROVAL_WRONG);
        assertThat(refusal(answers.get(4))).isEqualTo(Code.APPROVAL_WRONG);
        assertThat(balance()).isEqualTo(100_100);
    }

    @Test
    void anOperationThatCannotBeReckonedIsHeldAlone() {
        long room = 500;
        long more = Long.MAX_VALUE - 100_000 - room;
        server.database().useTransaction(tx -> {
            tx.execute("update book.balance set minor = minor + ? where tenant_id = ? and id = ?", more, tenant,
                    "member:" + member + "|EGP");
            UUID source = UUID.randomUUID();
            tx.execute("insert into ledger_entry select ?, ?, n, case n when 0 then ? else 'opening:test' end, 'EGP',"
                    + " case n when 0 then cast(? as bigint) else cast(? as bigint) end, now(), now() from generate_series(0, 1) n",
                    tenant, source, "member:" + member, more, -more);
        });
        desk.append(reload(400));
        desk.append(reload(200));
        desk.append(reload(100));
        List<Answer> answers = desk.send();
        assertApplied(answers.get(0));
        assertHeld(answers.get(1), "FAULT");
        assertApplied(answers.get(2));
        desk.append(desk.charge(card, member, 900_000));
        assertApplied(desk.send().getFirst());
    }

    @Test
    void anAllowanceIsGivenOnceAndLimitsWhatIsDrawn() {
        AllowanceId allowance = desk.allowance();
        assertThat(desk.allowance()).isEqualTo(allowance);
        Operation within = desk.charge(card, member, 40_000);
        desk.done(within.with(within.header().drawingOn(allowance)));
        Operation tooMuch = desk.charge(card, member, 60_000);
        desk.append(tooMuch.with(tooMuch.header().drawingOn(allowance)));
        ChainDesk other = ChainDesk.at(server, "Hall", "carla");
        Operation stolen = other.charge(card, member, 100);
        other.append(stolen.with(stolen.header().drawingOn(allowance)));
        List<Answer> answers = desk.send();
        assertApplied(answers.get(0));
        assertThat(refusal(answers.get(2))).isEqualTo(Code.ALLOWANCE_EXCEEDED);
        assertThat(refusal(other.send().getFirst())).isEqualTo(Code.ALLOWANCE_OF_ANOTHER);
        assertThat(other.allowance()).isNotEqualTo(allowance);
    }
}
