package guichet.sync.server;

import guichet.domain.identity.DeskId;
import guichet.domain.state.Table;
import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.access.ChallengeRequest;
import guichet.protocol.access.DeskSessionAnswer;
import guichet.protocol.access.DeskSessionRequest;
import guichet.protocol.access.EnrolAnswer;
import guichet.protocol.access.EnrolRequest;
import guichet.protocol.access.OtpSendAnswer;
import guichet.protocol.access.OtpSendRequest;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.protocol.access.OtpVerifyRequest;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.protocol.desk.DeskJson;
import guichet.protocol.desk.SnapshotPage;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The desk API, one method a route. Every method blocks and never throws for what a network or server can do. No request is
 * sent twice behind the caller's back. Thread-safe. Callers want {@link DeskSession}, which knows the desk's token.
 */
public final class ServerClient implements AutoCloseable {
    /** The server breathes on a quiet line more often than this. */
    private static final Duration QUIET = Duration.ofMinutes(2);

    private final HttpUrl base;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Exchange exchange;
    private final EventSource.Factory events;

    /** Throws {@link IllegalArgumentException} for anything but https, or http to this machine itself. */
    public ServerClient(URI server) {
        this(server, Duration.ofSeconds(3), Duration.ofSeconds(20));
    }

    /**
     * @param connect how long to try to reach the server
     * @param answer  how long it may keep silent before its answer
     */
    public ServerClient(URI server, Duration connect, Duration answer) {
        HttpUrl url = HttpUrl.parse(server.toString());
        if (url == null) {
            throw new IllegalArgumentException("not a server's address: " + server);
        }
        if (!url.isHttps() && !isThisMachine(url.host())) {
            throw new IllegalArgumentException("a server on another machine must be reached by https: " + server);
        }
        this.base = url.newBuilder().addPathSegments("api/desk/v1/").build();
        // An operation that silently went out twice would be safe, and still a lie in the journal.
        this.exchange = new Exchange(new OkHttpClient.Builder().retryOnConnectionFailure(false).followRedirects(false)
                .connectTimeout(connect).readTimeout(answer).writeTimeout(answer)
                .callTimeout(connect.plus(answer.multipliedBy(3))), mapper);
        this.events = EventSources
                .createFactory(exchange.http().newBuilder().readTimeout(QUIET).callTimeout(Duration.ZERO).build());
    }

    public Reply<EnrolAnswer> enrol(EnrolRequest request) {
        return post("enrol", null, request, EnrolAnswer.class);
    }

    public Reply<ChallengeAnswer> challenge(DeskId desk) {
        return post("challenge", null, new ChallengeRequest(desk.value()), ChallengeAnswer.class);
    }

    public Reply<DeskSessionAnswer> deskSession(DeskSessionRequest request) {
        return post("desk-session", null, request, DeskSessionAnswer.class);
    }

    public Reply<SignInAnswer> signIn(Token desk, SignInRequest request) {
        return post("session", desk, request, SignInAnswer.class);
    }

    public Reply<OtpSendAnswer> sendCode(Token operator, OtpSendRequest request) {
        return post("otp/send", operator, request, OtpSendAnswer.class);
    }

    public Reply<OtpVerifyAnswer> verifyCode(Token operator, OtpVerifyRequest request) {
        return post("otp/verify", operator, request, OtpVerifyAnswer.class);
    }

    /** Asks for a risk allowance; the answer is its row, which also comes by the feed. */
    public Reply<Change> allowance(Token desk, Currency currency) {
        Bytes body = Bytes.of(mapper.writeValueAsBytes(Map.of("currency", currency.getCurrencyCode())));
        return exchange.ask(request(url("allowances"), desk).post(Exchange.json(body)),
                page -> DeskJson.snapshotPage(page).rows().getFirst());
    }

    public Reply<BatchAnswer> operations(Token desk, Batch batch) {
        return exchange.ask(request(url("operations"), desk).header("Content-Encoding", "gzip")
                .post(Exchange.gzip(DeskJson.encode(batch))), DeskJson::batchAnswer);
    }

    public Reply<ChangesPage> changes(Token desk, Cursor after, int limit) {
        HttpUrl url = url("changes").newBuilder().addQueryParameter("after", after.toString())
                .addQueryParameter("limit", Integer.toString(limit)).build();
        return exchange.ask(request(url, desk), DeskJson::changesPage);
    }

    public Reply<SnapshotPage> snapshot(Token desk, Table<?> table, @Nullable String after, int limit) {
        HttpUrl.Builder url = url("snapshot").newBuilder().addQueryParameter("table", table.name())
                .addQueryParameter("limit", Integer.toString(limit));
        if (after != null) {
            url.addQueryParameter("after", after);
        }
        return exchange.ask(request(url.build(), desk), DeskJson::snapshotPage);
    }

    /** Listens for hints that there is something new; they say nothing else. Ended by close, by the server, or by the network. */
    public Live live(Token desk, Runnable nudge, Runnable ended) {
        EventSource source = events.newEventSource(request(url("live"), desk).build(), new EventSourceListener() {
            @Override
            public void onEvent(EventSource from, @Nullable String id, @Nullable String type, String data) {
                nudge.run();
            }

            @Override
            public void onClosed(EventSource from) {
                ended.run();
            }

            @Override
            public void onFailure(EventSource from, @Nullable Throwable why, @Nullable Response response) {
                ended.run();
            }
        });
        return source::cancel;
    }

    /** Ends every request in progress: each answers Unreachable. */
    public void cancelAll() {
        exchange.http().dispatcher().cancelAll();
    }

    @Override
    public void close() {
        cancelAll();
        exchange.http().dispatcher().executorService().shutdown();
        exchange.http().connectionPool().evictAll();
        try {
            exchange.http().dispatcher().executorService().awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> Reply<T> post(String path, @Nullable Token token, Object body, Class<T> answer) {
        return exchange.ask(request(url(path), token).post(Exchange.json(Bytes.of(mapper.writeValueAsBytes(body)))),
                bytes -> mapper.readValue(bytes.array(), answer));
    }

    private HttpUrl url(String path) {
        HttpUrl url = base.resolve(path);
        if (url == null) {
            throw new IllegalStateException(path);
        }
        return url;
    }

    private static Request.Builder request(HttpUrl url, @Nullable Token token) {
        Request.Builder request = new Request.Builder().url(url);
        return token == null ? request : request.header("Authorization", "Bearer " + token.value());
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
