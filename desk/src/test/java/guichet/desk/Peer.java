package guichet.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Location;
import guichet.domain.desks.Operator;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.members.Member;
import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.domain.rules.Code;
import guichet.domain.rules.Judgement;
import guichet.domain.rules.Outcome;
import guichet.domain.rules.Rules;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.protocol.access.AliasKey;
import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.access.DeskSessionAnswer;
import guichet.protocol.access.EnrolAnswer;
import guichet.protocol.access.EnrolRequest;
import guichet.protocol.access.KeyFingerprint;
import guichet.protocol.access.OtpSendAnswer;
import guichet.protocol.access.OtpSendRequest;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.protocol.access.OtpVerifyRequest;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.chain.Signatures;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.DeskJson;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.desk.SnapshotPage;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.SideCodec;
import guichet.protocol.operations.ToldCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.protocol.operations.VerdictCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A small server over real HTTP that judges by the real rules, and can be cut off, kept silent or made to lose its answers. */
final class Peer implements AutoCloseable {
    static final Currency EUR = Currency.getInstance("EUR");
    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    static final CardSerial CARD = new CardSerial("04A1B2C3D4E5F6");
    static final CardSerial FREE_CARD = new CardSerial("04AABBCCDDEEFF");
    static final String PIN = "2468";
    static final String CODE = "135790";
    private static final String TOKEN = "token-of-the-desk";
    private static final String OPERATOR_TOKEN = "token-of-the-operator";

    final LocationId location = new LocationId(UUID.randomUUID());
    final OperatorId cashier = new OperatorId(UUID.randomUUID());
    final OperatorId supervisor = new OperatorId(UUID.randomUUID());
    final MemberId member = new MemberId(UUID.randomUUID());
    final Ledger ledger = new Ledger();
    final AliasKey aliases;

    /** Judges and keeps, and hangs up without a word. */
    volatile boolean losesAnswers;
    /** What every operation is answered instead of being judged. */
    volatile @Nullable Code refuses;
    /** Keeps every operation without judging it. */
    volatile boolean holds;
    /** Lets this desk in no more. */
    volatile boolean suspended;
    /** Has closed the desk's chain. */
    volatile boolean forked;
    /** Happens before a challenge that is not answered then; returns whether it did. */
    volatile BooleanSupplier challenged = () -> false;
    /** What a new allowance covers, minor units; 0 for none. */
    volatile long allowance = 10_000;

    private final KeyPair keys = Signatures.newKeys();
    private final byte[] aliasKey = new byte[32];
    private final InstantSource clock;
    private final int port;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Change> feed = new ArrayList<>();
    private final Map<OperationId, Bytes> verdicts = new HashMap<>();
    private final Map<Long, Entry> entries = new HashMap<>();
    private @Nullable HttpServer http;
    private @Nullable DeskId desk;
    private @Nullable MemberId asked;
    private long version = 1;

    Peer(InstantSource clock) throws IOException {
        this.clock = clock;
        new SecureRandom().nextBytes(aliasKey);
        this.aliases = new AliasKey(Bytes.of(aliasKey));
        HttpServer first = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.port = first.getAddress().getPort();
        begin(first);
        ledger.put(Location.key(location), new Location(location, "Casa Marina", ZONE, 6, EUR).columns());
        ledger.put(Operator.key(cashier),
                new Operator(cashier, "ana", "Ana", Operator.Role.CASHIER, false, true, Set.of(), null, null).columns());
        ledger.put(Operator.key(supervisor),
                new Operator(supervisor, "sara", "Sara", Operator.Role.SUPERVISOR, false, true, Set.of(), null, null).columns());
        register(member, "José Núñez", "+34600111222");
        card(CARD, member);
        card(FREE_CARD, null);
        ledger.credit(Account.member(member), new Money(5_000, EUR));
        ledger.takeTouched();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String enrolmentCode() {
        return "K7QM-4XN2HT8R-" + KeyFingerprint.of(keys.getPublic());
    }

    /** Nobody answers at the address any more. */
    void goes() {
        HttpServer now = http;
        if (now != null) {
            now.stop(0);
            http = null;
        }
    }

    void comesBack() throws IOException {
        begin(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    synchronized long balance() {
        return ledger.balance(Account.member(member), EUR);
    }

    synchronized int received() {
        return entries.size();
    }

    synchronized Optional<Verdict> verdict(String operation) {
        return Optional.ofNullable(verdicts.get(OperationId.parse(operation))).map(VerdictCodec::decode);
    }

    /** Something changes elsewhere; the feed brings it. */
    synchronized void put(Key<?> key, Columns columns) {
        ledger.put(key, columns);
        publish();
    }

    private void register(MemberId id, String name, String mobile) {
        SideRecord side = SideRecord.of(SideCodec.encode(new Profile(name, new MobileNumber(mobile), null)), new SecureRandom());
        side(side);
        ledger.put(Member.key(id),
                Member.registered(side.digest(), clock.instant(), new OperationId(UUID.randomUUID())));
        ledger.put(aliases.mobile(new MobileNumber(mobile)).key(),
                guichet.domain.members.Alias.of(id, new OperationId(UUID.randomUUID())));
    }

    private void side(SideRecord side) {
        ledger.put(FeedTables.SIDE.key(side.digest()), Columns.none().with(FeedTables.SALT, side.salt().base64())
                .with(FeedTables.CONTENT, side.content().base64()));
    }

    private void card(CardSerial serial, @Nullable MemberId owner) {
        ledger.put(Card.key(serial), Columns.none().with(Card.PUBLIC_ID, UUID.randomUUID().toString())
                .with(Card.STATUS, Card.Status.ACTIVE.spelling()).with(Card.MEMBER, owner == null ? null : owner.toString())
                .with(Card.LOCATION, null).with(Card.ISSUE_DATE, null).with(Card.EXPIRY_DATE, null).with(Card.ASSIGNED_AT, null)
                .with(Card.CLAIM, null));
    }

    private void begin(HttpServer server) {
        server.setExecutor(threads);
        server.createContext("/api/desk/v1/", this::handle);
        server.start();
        http = server;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/desk/v1/".length());
        Bytes body = Bytes.of(("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody()).readAllBytes());
        boolean open = path.equals("enrol") || path.equals("challenge") || path.equals("desk-session");
        String token = path.startsWith("otp/") ? OPERATOR_TOKEN : TOKEN;
        if (!open && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, 401, "TOKEN_EXPIRED");
            return;
        }
        if (path.equals("challenge") && challenged.getAsBoolean()) {
            exchange.close();
            return;
        }
        try {
            if (suspended && !path.equals("enrol") && !path.equals("challenge")) {
                throw new Refusal(403, "DESK_SUSPENDED");
            }
            if (forked && path.equals("operations")) {
                throw new Refusal(409, "DESK_FORKED");
            }
            Bytes answer = answer(path, exchange.getRequestURI().getRawQuery(), body);
            if (losesAnswers && path.equals("operations")) {
                exchange.close();
            } else {
                answer(exchange, 200, answer);
            }
        } catch (Refusal refusal) {
            refuse(exchange, refusal.status, refusal.code);
        }
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refusal(int status, String code) {
            super(code);
            this.status = status;
            this.code = code;
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        answer(exchange, status, Bytes.utf8("{\"error\":{\"code\":\"" + code + "\",\"message\":\"No.\",\"details\":{}}}"));
    }

    private static void answer(HttpExchange exchange, int status, Bytes body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        // So that a server that is gone is found out by connecting, not by a request into a dead connection.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.array());
        exchange.close();
    }

    private synchronized Bytes answer(String path, @Nullable String query, Bytes body) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return switch (path) {
            case "enrol" -> enrol(mapper.readValue(body.array(), EnrolRequest.class));
            case "challenge" -> json(new ChallengeAnswer("sign-this", 60));
            case "desk-session" -> json(new DeskSessionAnswer(TOKEN, 600));
            case "session" -> signIn(mapper.readValue(body.array(), SignInRequest.class));
            case "otp/send" -> {
                asked = MemberId.parse(mapper.readValue(body.array(), OtpSendRequest.class).member());
                yield json(new OtpSendAnswer(UUID.randomUUID(), "+34*******22", 300, 30));
            }
            case "otp/verify" -> verify(mapper.readValue(body.array(), OtpVerifyRequest.class));
            case "allowances" -> allow();
            case "operations" -> DeskJson.encode(receive(DeskJson.batch(body)));
            case "snapshot" -> DeskJson.encode(new SnapshotPage(cursor(), clock.instant(),
                    ledger.rows().entrySet().stream()
                            .filter(row -> row.getKey().table().name().equals(parameters.get("table")))
                            .map(row -> new Change(row.getKey(), version, row.getValue())).toList(),
                    null));
            case "changes" -> {
                int from = (int) Cursor.parse(String.valueOf(parameters.get("after"))).position();
                yield DeskJson.encode(new ChangesPage(cursor(), false, false, clock.instant(), feed.subList(from, feed.size())));
            }
            default -> throw new Refusal(404, "NOT_FOUND");
        };
    }

    private Bytes enrol(EnrolRequest request) {
        if (!request.code().equals(enrolmentCode())) {
            throw new Refusal(403, "ENROLMENT_REFUSED");
        }
        DeskId fresh = new DeskId(UUID.randomUUID());
        desk = fresh;
        ledger.put(guichet.domain.desks.Desk.key(fresh),
                new guichet.domain.desks.Desk(fresh, location, request.deskName()).columns());
        publish();
        return json(new EnrolAnswer(fresh.value(), UUID.randomUUID(), "Marina", location.value(), "Casa Marina", ZONE.getId(), 6,
                "EUR", Bytes.of(keys.getPublic().getEncoded()).base64(), KeyFingerprint.of(keys.getPublic()),
                Bytes.of(aliasKey).base64()));
    }

    private Bytes signIn(SignInRequest request) {
        boolean right = request.secret().equals(PIN) && (request.login().equals("ana") || request.login().equals("sara"));
        if (!right) {
            throw new Refusal(401, "SIGN_IN_REFUSED");
        }
        boolean ana = request.login().equals("ana");
        return json(new SignInAnswer((ana ? cashier : supervisor).value(), ana ? "Ana" : "Sara", ana ? "cashier" : "supervisor",
                false, true, List.of(), OPERATOR_TOKEN, 43_200));
    }

    private Bytes verify(OtpVerifyRequest request) {
        if (!request.code().equals(CODE) || asked == null) {
            throw new Refusal(400, "OTP_WRONG");
        }
        guichet.domain.members.Proof proof = new guichet.domain.members.Proof(
                new guichet.domain.identity.ProofId(UUID.randomUUID()), asked, guichet.domain.members.Proof.ASSIGN_CARD,
                Optional.ofNullable(desk).orElseThrow(), clock.instant(), clock.instant().plus(Duration.ofMinutes(15)), null);
        ledger.put(guichet.domain.members.Proof.key(proof.id()), proof.columns());
        publish();
        return json(new OtpVerifyAnswer(proof.id().value(), proof.member().toString(), proof.purpose(), proof.verifiedAt(),
                proof.expiresAt()));
    }

    private Bytes allow() {
        if (allowance == 0 || desk == null) {
            throw new Refusal(409, "NO_ALLOWANCE");
        }
        Instant now = clock.instant();
        Allowance unsigned = new Allowance(new AllowanceId(UUID.randomUUID()), desk, location, new Money(allowance / 2, EUR),
                new Money(allowance, EUR), 50, now.minusSeconds(60), now.plus(Duration.ofHours(24)), new Money(0, EUR), 0, "");
        Columns row = unsigned.columns().with(Allowance.SIGNATURE,
                Signatures.sign(keys.getPrivate(), Bytes.utf8(unsigned.signedText())).base64());
        ledger.put(Allowance.key(unsigned.id()), row);
        publish();
        return DeskJson.encode(new SnapshotPage(cursor(), clock.instant(),
                List.of(new Change(Allowance.key(unsigned.id()), version, row)), null));
    }

    private BatchAnswer receive(Batch batch) {
        List<Answer> answers = new ArrayList<>();
        batch.sides().forEach(this::side);
        for (Entry entry : batch.entries()) {
            entries.put(entry.sequence(), entry);
            answers.add(judge(entry));
        }
        publish();
        Entry last = batch.entries().getLast();
        return new BatchAnswer.Received(answers,
                new Head(last.chain(), last.sequence(), last.hash()).countersign(keys.getPrivate(), clock.instant()));
    }

    private Answer judge(Entry entry) {
        try {
            if (entry.kind() == EntryKind.OPERATION) {
                Operation operation = OperationCodec.decode(entry.bytes());
                Bytes known = verdicts.get(operation.id());
                if (known != null) {
                    return new Answer.Judged(operation.id(), known);
                }
                if (holds) {
                    return new Answer.Held(operation.id(), "FAULT");
                }
                Code no = refuses;
                Outcome before = ledger.outcome(operation.id());
                Verdict verdict = before != null && before.verdict() != null
                        ? before.verdict()
                        : no != null
                                ? new Verdict.Rejected(no, Map.of())
                                : Verdict.of(Rules.judge(operation, this::profile, ledger.view(clock.instant())));
                ledger.settle(new Outcome(operation, verdict, before == null ? null : before.withdrawnBy()));
                return stands(operation.id(), verdict);
            }
            Told told = ToldCodec.decode(entry.bytes());
            Judgement judgement = Rules.judgeTold(told, ledger.view(clock.instant()));
            return judgement.allowed()
                    ? stands(told.id(), new Verdict.Applied(judgement.effects()))
                    : new Answer.Held(told.id(), "PREDECESSOR");
        } catch (UnknownVersion e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private Answer stands(OperationId id, Verdict verdict) {
        if (verdict instanceof Verdict.Applied(var effects)) {
            ledger.apply(id, effects);
        }
        Bytes body = VerdictCodec.encode(verdict);
        verdicts.put(id, body);
        publish();
        feed.add(new Change(FeedTables.VERDICT.key(id.toString()), ++version, Columns.none().with(FeedTables.BODY, body.utf8())));
        return new Answer.Judged(id, body);
    }

    private @Nullable Profile profile(String digest) {
        Columns side = ledger.row(FeedTables.SIDE.key(digest));
        return side == null ? null : SideCodec.profile(Bytes.base64(side.require(FeedTables.CONTENT)));
    }

    private void publish() {
        for (Key<?> key : ledger.takeTouched()) {
            feed.add(new Change(key, ++version, ledger.row(key)));
        }
    }

    private Cursor cursor() {
        return new Cursor("epoch-1", 1, feed.size());
    }

    private Bytes json(Object answer) {
        return Bytes.of(mapper.writeValueAsBytes(answer));
    }

    @Override
    public void close() {
        goes();
        threads.shutdownNow();
    }
}
