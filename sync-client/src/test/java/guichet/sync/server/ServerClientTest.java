package guichet.sync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import guichet.domain.identity.DeskId;
import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.protocol.access.OtpVerifyRequest;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.protocol.desk.Change;
import guichet.protocol.desk.DeskJson;
import guichet.protocol.desk.SnapshotPage;
import guichet.sync.TestDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerClientTest {
    private static final DeskId DESK = new DeskId(new UUID(1, 2));
    private static final Token TOKEN = new Token("secret-token");

    /** What the peer answers, and what it was asked. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> json(exchange, 500, "{}");
    private HttpServer server;
    private ServerClient client;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer.to(exchange);
        });
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = new ServerClient(URI.create("http://localhost:" + server.getAddress().getPort()), Duration.ofSeconds(2),
                Duration.ofMillis(700));
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void aServerElsewhereIsReachedByHttpsOnly() {
        assertThatThrownBy(() -> new ServerClient(URI.create("http://server.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
        assertThatThrownBy(() -> new ServerClient(URI.create("http://127.0.0.1.example")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServerClient(URI.create("ftp://localhost"))).isInstanceOf(IllegalArgumentException.class);
        for (String fine : List.of("https://server.example", "http://localhost:8080", "http://127.0.0.1", "http://[::1]:1")) {
            assertThatCode(() -> new ServerClient(URI.create(fine)).close()).doesNotThrowAnyException();
        }
    }

    @Test
    void anInterruptIsAnAnswerThatDidNotComeAndTheThreadStaysInterrupted() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        answer = exchange -> {
            reached.countDown();
            try {
                over.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.close();
        };
        java.util.concurrent.atomic.AtomicReference<Reply<ChallengeAnswer>> reply = new java.util.concurrent.atomic.AtomicReference<>();
        java.util.concurrent.atomic.AtomicBoolean interrupted = new java.util.concurrent.atomic.AtomicBoolean();
        Thread asking = Thread.ofPlatform().start(() -> {
            reply.set(client.challenge(DESK));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        asking.interrupt();
        asking.join();
        over.countDown();
        assertThat(reply.get()).isInstanceOfSatisfying(Reply.Unreachable.class, none -> assertThat(none.sent()).isTrue());
        assertThat(interrupted).isTrue();

        Thread.currentThread().interrupt();
        assertThat(client.challenge(DESK)).isInstanceOf(Reply.Unreachable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anAnswerIsReadAndTheTokenIsSent() {
        answer = exchange -> json(exchange, 200, """
                {"operator":"00000000-0000-0001-0000-000000000002","name":"Mona","role":"cashier","readOnly":false,
                 "allLocations":false,"locations":["00000000-0000-0001-0000-000000000003"],"token":"t","expiresInSeconds":60,
                 "addedLater":1}""");
        Reply<SignInAnswer> reply = client.signIn(TOKEN, new SignInRequest("mona", "1234", "key"));
        assertThat(reply).isInstanceOfSatisfying(Reply.Answered.class,
                answered -> assertThat(((SignInAnswer) answered.value()).locations()).hasSize(1));
        assertThat(asked).singleElement().asString().startsWith("POST /api/desk/v1/session Bearer secret-token {")
                .contains("\"mona\"");
        assertThat(reply.toString()).doesNotContain("\"t\"");
        assertThat(TOKEN.toString()).doesNotContain("secret");
    }

    @Test
    void timesAndRowsAreRead(@TempDir Path folder) {
        answer = exchange -> json(exchange, 200, """
                {"proof":"00000000-0000-0001-0000-000000000002","member":"m","purpose":"assign_card",
                 "verifiedAt":"2026-11-21T10:00:00Z","expiresAt":"2026-11-21T10:10:00Z"}""");
        assertThat(client.verifyCode(TOKEN, new OtpVerifyRequest(new UUID(1, 1), "123456")).map(OtpVerifyAnswer::expiresAt))
                .isEqualTo(new Reply.Answered<>(Instant.parse("2026-11-21T10:10:00Z")));
        try (TestDesk desk = new TestDesk(folder)) {
            Change row = desk.balanceRow(7, 3);
            answer = exchange -> json(exchange, 200,
                    DeskJson.encode(new SnapshotPage(desk.cursor(), TestDesk.NOW, List.of(row), null)).utf8());
            assertThat(client.allowance(TOKEN, Currency.getInstance("EGP"))).isEqualTo(new Reply.Answered<>(row));
            assertThat(asked.getLast()).contains("{\"currency\":\"EGP\"}");
        }
    }

    @Test
    void aRefusalCarriesItsCodeAndSentence() {
        answer = exchange -> json(exchange, 403,
                "{\"error\":{\"code\":\"PERMISSION_DENIED\",\"message\":\"Not yours.\",\"details\":{}}}");
        assertThat(client.challenge(DESK)).isEqualTo(new Reply.Refused<>(403, "PERMISSION_DENIED", "Not yours."));
        answer = exchange -> json(exchange, 404, "<html>");
        assertThat(client.challenge(DESK)).isInstanceOfSatisfying(Reply.Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("HTTP_404"));
    }

    @Test
    void tooManyRequestsSaysHowLongToWait() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "17");
            json(exchange, 429, "{}");
        };
        assertThat(client.challenge(DESK)).isEqualTo(new Reply.RateLimited<>(Duration.ofSeconds(17)));
    }

    @Test
    void aFaultOfTheServerIsNoAnswer() {
        answer = exchange -> json(exchange, 503, "{}");
        assertThat(client.challenge(DESK)).isEqualTo(new Reply.Unreachable<>(true, "HTTP 503"));
        answer = exchange -> json(exchange, 200, "[1,2");
        assertThat(client.challenge(DESK)).isInstanceOfSatisfying(Reply.Unreachable.class,
                unreachable -> assertThat(unreachable.sent()).isTrue());
    }

    @Test
    void whetherItWasSentIsKnown() throws Exception {
        answer = exchange -> exchange.close();
        assertThat(client.challenge(DESK)).isInstanceOfSatisfying(Reply.Unreachable.class,
                lost -> assertThat(lost.sent()).isTrue());
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (ServerClient nobody = new ServerClient(URI.create("http://127.0.0.1:" + free))) {
            assertThat(nobody.challenge(DESK)).isInstanceOfSatisfying(Reply.Unreachable.class,
                    refused -> assertThat(refused.sent()).isFalse());
        }
    }

    @Test
    void aRequestIsNeverRepeatedBehindTheCallersBack() {
        answer = exchange -> json(exchange, 200, "{\"challenge\":\"c\",\"expiresInSeconds\":60}");
        assertThat(client.challenge(DESK)).isEqualTo(new Reply.Answered<>(new ChallengeAnswer("c", 60)));
        // The pooled connection dies with the request on it: a client that helps would send it again.
        answer = exchange -> exchange.close();
        assertThat(client.challenge(DESK)).isInstanceOf(Reply.Unreachable.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aServerThatKeepsSilentIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        answer = _ -> {
            try {
                over.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        assertThat(client.challenge(DESK)).isInstanceOfSatisfying(Reply.Unreachable.class,
                late -> assertThat(late.sent()).isTrue());
        over.countDown();
    }

    @Test
    void hintsAreHeardAndTheEndOfTheLineIsTold() throws Exception {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 5\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        };
        CountDownLatch hints = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Live _ = client.live(TOKEN, hints::countDown, ended::countDown)) {
            assertThat(hints.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
