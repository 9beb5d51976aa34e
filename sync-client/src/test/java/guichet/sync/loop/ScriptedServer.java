package guichet.sync.loop;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import guichet.domain.identity.OperationId;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Columns;
import guichet.protocol.access.DeskSessionProof;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
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
import guichet.protocol.operations.VerdictCodec;
import guichet.sync.TestDesk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A small peer over real HTTP that says what a test tells it to. It judges everything alike, and each entry once. */
final class ScriptedServer implements AutoCloseable {
    volatile Verdict verdict = new Verdict.Applied(List.of());
    volatile boolean held;
    volatile boolean loseAnswers;
    volatile boolean fork;
    volatile boolean forger;
    volatile boolean barred;
    /** What every batch, or every session, is refused with. */
    volatile @Nullable String refusesBatches;
    volatile @Nullable String refusesSessions;
    /** The head it countersigns is so much further than the batch. */
    volatile int ahead;
    volatile boolean silent;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
    private final List<Change> world = new ArrayList<>();
    private final List<Change> feed = new ArrayList<>();
    private final Map<Chain, Map<Long, Entry>> entries = new HashMap<>();
    private final Map<OperationId, Bytes> verdicts = new LinkedHashMap<>();
    private final Map<OperationId, Integer> judged = new HashMap<>();
    private final List<Integer> batches = new ArrayList<>();
    private String epoch = "epoch-1";
    private String token = "token-1";
    private int tokens = 1;
    private boolean proved;
    private @Nullable TestDesk itsDesk;

    ScriptedServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/api/desk/v1/", this::handle);
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    void of(TestDesk desk) {
        itsDesk = desk;
    }

    private TestDesk desk() {
        return requireNonNull(itsDesk);
    }

    synchronized void world(List<Change> rows) {
        world.addAll(rows);
    }

    synchronized void publish(List<Change> rows) {
        feed.addAll(rows);
    }

    synchronized void newEpoch(List<Change> rows) {
        epoch = "epoch-2";
        world.clear();
        feed.clear();
        world.addAll(rows);
    }

    synchronized void forgetEverything() {
        entries.clear();
        verdicts.clear();
    }

    synchronized void revokeTokens() {
        token = "token-" + ++tokens;
    }

    synchronized int judged(OperationId id) {
        return judged.getOrDefault(id, 0);
    }

    synchronized int received() {
        return entries.values().stream().mapToInt(Map::size).sum();
    }

    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    synchronized boolean authorized() {
        return proved;
    }

    int requests() {
        return requests.get();
    }

    int listeners() {
        return listeners.size();
    }

    void hint() {
        List<OutputStream> gone = new ArrayList<>();
        for (OutputStream line : listeners) {
            try {
                line.write("event: position\ndata: 1\n\n".getBytes(StandardCharsets.UTF_8));
                line.flush();
            } catch (IOException e) {
                gone.add(line);
            }
        }
        listeners.removeAll(gone);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath().substring("/api/desk/v1/".length());
        Bytes body = Bytes.of(("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody()).readAllBytes());
        if (silent) {
            return;
        }
        if (path.equals("live")) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            listeners.add(exchange.getResponseBody());
            return;
        }
        boolean open = path.equals("challenge") || path.equals("desk-session");
        if (!open && !("Bearer " + token()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, error("TOKEN_EXPIRED"));
            return;
        }
        Bytes answer = answer(path, exchange.getRequestURI().getRawQuery(), body);
        String refusal = path.equals("operations") ? refusesBatches : path.equals("desk-session") ? refusesSessions : null;
        if (refusal != null) {
            answer(exchange, 409, error(refusal));
        } else if (barred && open) {
            answer(exchange, 403, error("DESK_REVOKED"));
        } else if (loseAnswers && path.equals("operations")) {
            exchange.close();
        } else {
            answer(exchange, 200, answer);
        }
    }

    private synchronized String token() {
        return token;
    }

    private static Bytes error(String code) {
        return Bytes.utf8("{\"error\":{\"code\":\"" + code + "\",\"message\":\"No.\",\"details\":{}}}");
    }

    private static void answer(HttpExchange exchange, int status, Bytes body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.array());
        exchange.close();
    }

    private synchronized Bytes answer(String path, String query, Bytes body) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return switch (path) {
            case "challenge" -> Bytes.utf8("{\"challenge\":\"sign-this\",\"expiresInSeconds\":60}");
            case "desk-session" -> session(body);
            case "operations" -> DeskJson.encode(received(DeskJson.batch(body)));
            case "snapshot" -> DeskJson.encode(snapshot(parameters));
            case "changes" -> DeskJson.encode(changes(Cursor.parse(parameters.getOrDefault("after", "")),
                    Integer.parseInt(parameters.getOrDefault("limit", "0"))));
            default -> throw new IllegalArgumentException(path);
        };
    }

    private Bytes session(Bytes body) {
        String text = body.utf8();
        String signature = text.substring(text.indexOf("\"signature\":\"") + 13, text.lastIndexOf('"'));
        Chain chain = desk().journal.chain();
        proved = Signatures.verify(desk().identity.keys().getPublic(),
                Bytes.of(DeskSessionProof.bytes(chain.desk().value(), chain.incarnation(), "sign-this")),
                Bytes.base64(signature));
        return Bytes.utf8("{\"token\":\"" + (proved ? token : "wrong") + "\",\"expiresInSeconds\":600}");
    }

    /** Two rows a page, so that every snapshot has several. */
    private SnapshotPage snapshot(Map<String, String> parameters) {
        String after = parameters.getOrDefault("after", "");
        List<Change> rows = world.stream().filter(row -> row.key().table().name().equals(parameters.get("table")))
                .filter(row -> row.key().id().compareTo(after) > 0).sorted((a, b) -> a.key().compareTo(b.key())).toList();
        List<Change> page = rows.stream().limit(2).toList();
        return new SnapshotPage(new Cursor(epoch, 1, feed.size()), TestDesk.NOW, page,
                rows.size() > 2 ? page.getLast().key().id() : null);
    }

    private ChangesPage changes(Cursor after, int limit) {
        if (!after.epoch().equals(epoch)) {
            return new ChangesPage(new Cursor(epoch, 1, 0), false, true, TestDesk.NOW, List.of());
        }
        int from = (int) after.position();
        int to = Math.min(feed.size(), from + limit);
        return new ChangesPage(new Cursor(epoch, 1, to), to < feed.size(), false, TestDesk.NOW,
                List.copyOf(feed.subList(from, to)));
    }

    private BatchAnswer received(Batch batch) {
        Chain chain = batch.entries().getFirst().chain();
        Map<Long, Entry> known = entries.computeIfAbsent(chain, _ -> new HashMap<>());
        if (fork) {
            return new BatchAnswer.Fork(batch.entries().getFirst().sequence());
        }
        if (batch.entries().getFirst().sequence() > known.size() + 1L) {
            return new BatchAnswer.Gap(known.size() + 1L);
        }
        batches.add(batch.entries().size());
        List<Answer> answers = new ArrayList<>();
        for (Entry entry : batch.entries()) {
            known.put(entry.sequence(), entry);
            answers.add(judge(entry));
        }
        Entry last = batch.entries().getLast();
        Head head = new Head(chain, last.sequence(), last.hash());
        Head signed = ahead == 0 ? head : new Head(chain, last.sequence() + ahead, Chain.GENESIS);
        if (!head.isBatchSigned(desk().identity.keys().getPublic(), batch.signature())) {
            throw new IllegalStateException("the batch is not the desk's");
        }
        KeyPair keys = forger ? Signatures.newKeys() : desk().server;
        return new BatchAnswer.Received(answers, signed.countersign(keys.getPrivate(), TestDesk.NOW));
    }

    private Answer judge(Entry entry) {
        String text = entry.bytes().utf8();
        int at = text.indexOf("\"id\":\"") + 6;
        OperationId id = new OperationId(UUID.fromString(text.substring(at, at + 36)));
        if (held) {
            return new Answer.Held(id, "PREDECESSOR");
        }
        Bytes body = verdicts.get(id);
        if (body == null) {
            body = VerdictCodec.encode(entry.kind() == EntryKind.TOLD ? new Verdict.Applied(List.of()) : verdict);
            verdicts.put(id, body);
            judged.merge(id, 1, Integer::sum);
            feed.add(new Change(FeedTables.VERDICT.key(id.toString()), 1, Columns.none().with(FeedTables.BODY, body.utf8())));
        }
        return new Answer.Judged(id, body);
    }
}
