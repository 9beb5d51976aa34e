package guichet.protocol.operations;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Alias;
import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Times;
import guichet.domain.operations.Told;
import guichet.domain.operations.Unchecked;
import guichet.domain.operations.Withdraw;
import guichet.domain.rules.Code;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Columns;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.DeskJson;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the golden files hold, as values. */
final class Samples {
    private static final Instant NOON = Instant.parse("2026-03-10T10:00:00Z");
    private static final Times TIMES = new Times(NOON.plusNanos(123_456_000), uuid(9), 123_456, NOON.minusSeconds(60));
    static final OperationId ID = new OperationId(uuid(1));
    private static final OperationId OTHER = new OperationId(uuid(2));
    private static final DeskId DESK = new DeskId(uuid(3));
    private static final OperatorId OPERATOR = new OperatorId(uuid(4));
    private static final LocationId LOCATION = new LocationId(uuid(5));
    private static final MemberId MEMBER = new MemberId(uuid(6));
    private static final AllowanceId ALLOWANCE = new AllowanceId(uuid(7));
    private static final CardSerial CARD = new CardSerial("04A1B2C3D4E5F6");
    private static final Money AMOUNT = Money.of(2_550, "EGP");
    private static final Header HEADER = Header.of(ID, DESK, OPERATOR, TIMES);
    private static final Bytes HASH = Bytes.hex("ab".repeat(32));
    private static final Bytes SIGNATURE = Bytes.hex("cd".repeat(64));

    private Samples() {
    }

    private static UUID uuid(long low) {
        return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | low);
    }

    static List<Sample<Operation>> operations() {
        Header full = new Header(ID, DESK, OPERATOR, new Times(NOON, uuid(9), 0, null), List.of(OTHER), List.of(OTHER, ID),
                ALLOWANCE);
        Allowance granted = new Allowance(ALLOWANCE, DESK, LOCATION, AMOUNT, Money.of(10_000, "EGP"), 20, NOON,
                NOON.plusSeconds(3_600), Money.of(0, "EGP"), 0, SIGNATURE.base64());
        return List.of(
                operation(new RegisterMember(HEADER, MEMBER, "ef".repeat(32),
                        List.of(new Alias.Name(Alias.MOBILE, "d1"), new Alias.Name(Alias.EMAIL, "d2")))),
                operation(new AssignCard(HEADER, CARD, MEMBER, new ProofId(uuid(8)))),
                operation(new BlockCard(HEADER, CARD, BlockCard.Reason.STOLEN)),
                operation(new ReloadCard(HEADER, CARD, MEMBER, AMOUNT)),
                operation(new ChargeCard(full, CARD, MEMBER, AMOUNT)), operation(new GrantAllowance(HEADER, granted)),
                operation(new Withdraw(HEADER, OTHER, Withdraw.Reason.IN_DOUBT)),
                operation(new ResolveCase(HEADER, Case.id(OTHER, Case.Kind.CASH_TAKEN), Case.Resolution.GIVE_BACK,
                        "ef".repeat(32))));
    }

    static List<Sample<?>> all() {
        List<Sample<?>> all = new ArrayList<>(operations());
        all.addAll(told());
        all.addAll(verdicts());
        all.add(new Sample<>("Approval-v1", new Approval(OPERATOR, NOON, SIGNATURE), ApprovalCodec::encode, Samples::approval));
        all.add(new Sample<>("Profile-v1", new Profile("Mona \"محمد\"", MobileNumber.parse("01000000101"), "mona@example.org"),
                SideCodec::encode, SideCodec::profile));
        all.add(new Sample<>("Profile-v1-name", new Profile("Mona", null, null), SideCodec::encode, SideCodec::profile));
        all.add(new Sample<>("Note-v1", "He came back", SideCodec::encodeNote, Samples::note));
        all.addAll(desk());
        return all;
    }

    private static List<Sample<?>> told() {
        return List.of(
                new Sample<>("Told-v1", new Told(ID, DESK, OTHER, Told.What.DONE, ALLOWANCE,
                        List.of(new Unchecked("balance", NOON), new Unchecked("card", null)), TIMES), ToldCodec::encode,
                        ToldCodec::decode),
                new Sample<>("Told-v1-online", new Told(ID, DESK, OTHER, Told.What.IN_DOUBT, null, List.of(), TIMES),
                        ToldCodec::encode, ToldCodec::decode));
    }

    private static List<Sample<?>> verdicts() {
        Case withMoney = new Case(Case.id(OTHER, Case.Kind.CASH_TAKEN), Case.Kind.CASH_TAKEN, OTHER, LOCATION, "CARD_BLOCKED",
                NOON,
                AMOUNT, null);
        Case without = new Case(Case.id(OTHER, Case.Kind.ALARM), Case.Kind.ALARM, OTHER, LOCATION, "FORK", NOON, null, null);
        List<Effect> effects = List.of(
                new Effect.Post(
                        List.of(new Entry(Account.member(MEMBER), AMOUNT), new Entry(Account.drawer(DESK), AMOUNT.negated()))),
                new Effect.Put(Card.key(CARD), card()), new Effect.Remove(new Alias.Name(Alias.MOBILE, "a:b").key()),
                new Effect.Draw(ALLOWANCE, AMOUNT.negated(), -1), new Effect.OpenCase(withMoney), new Effect.OpenCase(without),
                new Effect.Cancel(OTHER));
        Map<String, String> details = Map.of("limit", "10.00", "available", "1.50");
        return List.of(verdict("applied", new Verdict.Applied(effects)),
                verdict("applied-nothing", new Verdict.Applied(List.of())),
                verdict("rejected", new Verdict.Rejected(Code.INSUFFICIENT_BALANCE, details)),
                verdict("conflict", new Verdict.Conflict(OTHER, Code.CARD_ALREADY_ASSIGNED, Map.of())),
                new Sample<>("Effects", effects, VerdictCodec::encodeEffects, VerdictCodec::decodeEffects));
    }

    private static List<Sample<?>> desk() {
        Chain chain = new Chain(DESK, uuid(10));
        guichet.protocol.chain.Entry first = guichet.protocol.chain.Entry.after(chain, 7, HASH, EntryKind.OPERATION,
                operations().getFirst().written(), Bytes.none());
        guichet.protocol.chain.Entry second = guichet.protocol.chain.Entry.after(chain, 8, first.hash(), EntryKind.TOLD,
                Bytes.utf8("{}"), Bytes.utf8("approval"));
        Batch batch = new Batch(List.of(first, second),
                List.of(new SideRecord(Bytes.hex("01".repeat(16)), SideCodec.encodeNote("x"))), SIGNATURE);
        Head.Countersigned head = new Head.Countersigned(new Head(chain, 8, second.hash()), NOON, SIGNATURE);
        Bytes verdict = VerdictCodec.encode(new Verdict.Applied(List.of()));
        BatchAnswer received = new BatchAnswer.Received(
                List.of(new Answer.Judged(ID, verdict), new Answer.Held(OTHER, "SIDE"), new Answer.Reused(ID)), head);
        Cursor cursor = new Cursor("epoch", 3, 44);
        List<Change> changes = List.of(new Change(Card.key(CARD), 5, card()),
                new Change(Card.key(new CardSerial("04FF")), 6, null),
                new Change(FeedTables.BALANCE.key(Account.member(MEMBER) + "|EGP"), 2,
                        Columns.none().with(FeedTables.MINOR, -5L)),
                new Change(FeedTables.VERDICT.key(ID.toString()), 1, Columns.none().with(FeedTables.BODY, verdict.utf8())));
        return List.of(new Sample<>("Batch", batch, DeskJson::encode, DeskJson::batch),
                new Sample<>("BatchAnswer-received", received, DeskJson::encode, DeskJson::batchAnswer),
                new Sample<BatchAnswer>("BatchAnswer-gap", new BatchAnswer.Gap(5), DeskJson::encode, DeskJson::batchAnswer),
                new Sample<BatchAnswer>("BatchAnswer-fork", new BatchAnswer.Fork(6), DeskJson::encode, DeskJson::batchAnswer),
                new Sample<>("ChangesPage", new ChangesPage(cursor, true, false, NOON, changes), DeskJson::encode,
                        DeskJson::changesPage),
                new Sample<>("SnapshotPage", new SnapshotPage(cursor, NOON, changes, "next"), DeskJson::encode,
                        DeskJson::snapshotPage),
                new Sample<>("Head-countersigned", head, DeskJson::encode, DeskJson::countersigned));
    }

    private static Columns card() {
        return Columns.none().with(Card.STATUS, "active").with(Card.MEMBER, null)
                .with(Card.EXPIRY_DATE, LocalDate.parse("2027-03-10"))
                .with(Card.ASSIGNED_AT, NOON.plusNanos(1_000));
    }

    private static Sample<Operation> operation(Operation operation) {
        return new Sample<>(operation.getClass().getSimpleName() + "-v1", operation, OperationCodec::encode,
                OperationCodec::decode);
    }

    private static Sample<Verdict> verdict(String name, Verdict verdict) {
        return new Sample<>("Verdict-v1-" + name, verdict, VerdictCodec::encode, VerdictCodec::decode);
    }

    private static Approval approval(Bytes bytes) {
        Approval approval = ApprovalCodec.decode(bytes);
        return approval == null ? new Approval(OPERATOR, Instant.EPOCH, Bytes.none()) : approval;
    }

    private static String note(Bytes bytes) {
        String note = SideCodec.note(bytes);
        return note == null ? "" : note;
    }
}
