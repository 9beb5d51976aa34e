package guichet.server.operations;

import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.ProofId;
import guichet.domain.identity.Uuid7;
import guichet.domain.members.Alias;
import guichet.domain.members.Profile;
import guichet.domain.members.Proof;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Times;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.DeskJson;
import guichet.protocol.desk.SnapshotPage;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.SideCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.protocol.operations.VerdictCodec;
import guichet.server.TestDesk;
import guichet.server.TestServer;
import guichet.server.feed.Outbox;
import guichet.server.feed.Publisher;
import guichet.server.members.Members;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** A desk as the server sees it: a real chain with real signatures, over real HTTP. */
public final class ChainDesk {
    public static final Currency EGP = Currency.getInstance("EGP");

    public final TestDesk desk;
    public final List<Entry> entries = new ArrayList<>();
    private final TestServer server;
    private final UUID boot = UUID.randomUUID();
    private final Uuid7 ids;
    private final SecureRandom random = new SecureRandom();
    private final List<SideRecord> sides = new ArrayList<>();
    private String token;
    private Chain chain;
    private OperatorId operator;
    private int sent;

    private ChainDesk(TestServer server, TestDesk desk, String login) {
        this.server = server;
        this.desk = desk;
        this.ids = new Uuid7(server.clock, random);
        this.chain = new Chain(new DeskId(desk.id), desk.incarnation);
        this.token = desk.token();
        this.operator = operator(login);
    }

    public static ChainDesk at(TestServer server, String location, String login) {
        return new ChainDesk(server, TestDesk.at(server, location), login);
    }

    private OperatorId operator(String login) {
        return new OperatorId(
                server.database().reading(tx -> tx.fetchSingle("select id from operator where tenant_id = ? and login = ?",
                        tenant(), login).get(0, UUID.class)));
    }

    public UUID tenant() {
        return desk.location.tenant();
    }

    public DeskId id() {
        return new DeskId(desk.id);
    }

    public ChainDesk as(String login) {
        operator = operator(login);
        return this;
    }

    public OperatorId operator() {
        return operator;
    }

    public Header header() {
        return Header.of(new OperationId(ids.next()), id(), operator,
                new Times(server.clock.instant(), boot, entries.size(), null));
    }

    public static Money egp(long minor) {
        return new Money(minor, EGP);
    }

    public ReloadCard reload(String card, MemberId member, long minor) {
        return new ReloadCard(header(), new CardSerial(card), member, egp(minor));
    }

    public ChargeCard charge(String card, MemberId member, long minor) {
        return new ChargeCard(header(), new CardSerial(card), member, egp(minor));
    }

    public BlockCard block(String card) {
        return new BlockCard(header(), new CardSerial(card), BlockCard.Reason.LOST);
    }

    public Withdraw withdraw(Operation target) {
        return new Withdraw(header(), target.id(), Withdraw.Reason.UNDONE);
    }

    public AssignCard assign(String card, MemberId member, ProofId proof) {
        return new AssignCard(header(), new CardSerial(card), member, proof);
    }

    /** The side record goes with the next batch. */
    public RegisterMember register(String name, Alias.Name... aliases) {
        return register(SideCodec.encode(new Profile(name, null, null)), aliases);
    }

    /** With whatever stands in the side record. */
    public RegisterMember register(Bytes content, Alias.Name... aliases) {
        SideRecord side = side(content);
        sides.add(side);
        return new RegisterMember(header(), new MemberId(ids.next()), side.digest(), List.of(aliases));
    }

    /** The side record goes with the next batch. */
    public ResolveCase resolve(Operation about, Case.Kind kind, Case.Resolution how) {
        SideRecord side = side(SideCodec.encodeNote("looked at"));
        sides.add(side);
        return new ResolveCase(header(), Case.id(about.id(), kind), how, side.digest());
    }

    public SideRecord side(Bytes content) {
        return SideRecord.of(content, random);
    }

    /** A proof, as an answered code leaves it. */
    public ProofId proof(MemberId member) {
        ProofId proof = new ProofId(ids.next());
        try (Publisher publisher = new Publisher(server.database())) {
            server.database()
                    .useTransaction(tx -> new Members(new Outbox(publisher)).onVerified(tx, tenant(), proof.value(),
                            member.toString(),
                            Proof.ASSIGN_CARD, desk.id, server.clock.instant(), server.clock.instant().plusSeconds(600)));
        }
        return proof;
    }

    public <T extends Operation> T append(T operation) {
        append(EntryKind.OPERATION, OperationCodec.encode(operation), Bytes.none());
        return operation;
    }

    public Told tell(Operation operation, Told.What what) {
        Told told = new Told(new OperationId(ids.next()), id(), operation.id(), what, operation.header().allowance(), List.of(),
                new Times(server.clock.instant(), boot, entries.size(), null));
        append(EntryKind.TOLD, ToldCodec.encode(told), Bytes.none());
        return told;
    }

    /** Appended and told done. */
    public <T extends Operation> T done(T operation) {
        append(operation);
        tell(operation, Told.What.DONE);
        return operation;
    }

    public Entry append(EntryKind kind, Bytes bytes, Bytes approval) {
        Bytes previous = entries.isEmpty() ? Chain.GENESIS : entries.getLast().hash();
        Entry entry = Entry.after(chain, entries.size() + 1, previous, kind, bytes, approval);
        entries.add(entry);
        return entry;
    }

    /** A session for an incarnation; a chain that begins at nothing when the server agrees. */
    public TestServer.Answer beginAnew(UUID incarnation) {
        TestServer.Answer answer = desk.openSession(desk.challenge(), incarnation, desk.keys);
        if (answer.status() == 200) {
            token = answer.body().get("token").asString();
            chain = new Chain(id(), incarnation);
            entries.clear();
            sent = 0;
        }
        return answer;
    }

    /** Forgets the last entries, as a desk does that was restored from an image. */
    public void backTo(int size) {
        entries.subList(size, entries.size()).clear();
        sent = Math.min(sent, size);
    }

    /** Everything that was not sent yet. */
    public List<Answer> send() {
        List<Answer> answers = received(send(sent, entries.size()));
        sent = entries.size();
        return answers;
    }

    /** Everything in the chain was sent and answered. */
    public void acknowledged() {
        sent = entries.size();
    }

    /** How many entries were sent so far. */
    public int sent() {
        return sent;
    }

    /** Entries from (inclusive, from 0) to (exclusive). */
    public BatchAnswer send(int from, int to) {
        List<SideRecord> with = List.copyOf(sides);
        sides.clear();
        return answer(post(batch(entries.subList(from, to), with)));
    }

    public static List<Answer> received(BatchAnswer answer) {
        if (answer instanceof BatchAnswer.Received received) {
            return received.answers();
        }
        throw new AssertionError("not received: " + answer);
    }

    public Batch batch(List<Entry> some, List<SideRecord> with) {
        Entry last = some.getLast();
        return new Batch(List.copyOf(some), with,
                new Head(last.chain(), last.sequence(), last.hash()).signBatch(desk.keys.getPrivate()));
    }

    public Batch batchSignedBy(KeyPair keys, List<Entry> some) {
        Entry last = some.getLast();
        return new Batch(List.copyOf(some), List.of(),
                new Head(last.chain(), last.sequence(), last.hash()).signBatch(keys.getPrivate()));
    }

    /** The side records that wait for the next batch are lost. */
    public List<SideRecord> loseSides() {
        List<SideRecord> lost = List.copyOf(sides);
        sides.clear();
        return lost;
    }

    public TestServer.Answer post(Batch batch) {
        byte[] packed = gzip(DeskJson.encode(batch).array());
        return server.send(server.request("/api/desk/v1/operations", token).header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(packed)));
    }

    public static BatchAnswer answer(TestServer.Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return DeskJson.batchAnswer(Bytes.utf8(answer.body().toString()));
    }

    public static Verdict verdict(Answer answer) {
        if (answer instanceof Answer.Judged(OperationId _, Bytes body)) {
            return VerdictCodec.decode(body);
        }
        throw new AssertionError("no verdict: " + answer);
    }

    /** The verdict that the server keeps, empty while the entry is held. */
    public Optional<Verdict> verdict(OperationId entry) {
        return server.database()
                .reading(tx -> tx.fetchOptional("select verdict from entry where tenant_id = ? and id = ?", tenant(),
                        entry.value()))
                .map(row -> row.get("verdict", byte[].class)).map(bytes -> VerdictCodec.decode(Bytes.of(bytes)));
    }

    public TestServer.Answer askForAllowance() {
        return server.send(server.request("/api/desk/v1/allowances", token).POST(HttpRequest.BodyPublishers.noBody()));
    }

    public AllowanceId allowance() {
        TestServer.Answer answer = askForAllowance();
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return AllowanceId.parse(DeskJson.snapshotPage(Bytes.utf8(answer.body().toString())).rows().getFirst().key().id());
    }

    public ChangesPage changes(String cursor, int limit) {
        return DeskJson.changesPage(get("/api/desk/v1/changes?after=" + cursor + "&limit=" + limit));
    }

    public SnapshotPage snapshot(String table, String after, int limit) {
        return DeskJson.snapshotPage(get("/api/desk/v1/snapshot?table=" + table + "&after="
                + java.net.URLEncoder.encode(after, java.nio.charset.StandardCharsets.UTF_8) + "&limit=" + limit));
    }

    private Bytes get(String path) {
        TestServer.Answer answer = server.call("GET", path, token);
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return Bytes.utf8(answer.body().toString());
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
