package guichet.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.server.TestServer;
import guichet.server.TestServer.Answer;
import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebServerTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed("{}");

    private static final String CHALLENGE = "/api/desk/v1/challenge";

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Answer postBytes(String path, byte[] body, String encoding) {
        return server.send(server.request(path, null)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @Test
    void aRefusalHasCodeMessageAndDetails() {
        Answer unknown = server.call("GET", "/api/desk/v1/nothing", null);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("NOT_FOUND");
        assertThat(unknown.body().at("/error/message").asString()).isNotBlank();
        assertThat(unknown.body().at("/error/details").isObject()).isTrue();
        Answer method = server.call("GET", CHALLENGE, null);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("METHOD_NOT_ALLOWED");
        Answer missing = server.post(CHALLENGE, Map.of(), null);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body().at("/error/details/desk").asString()).isNotBlank();
        Answer wrong = server.post(CHALLENGE, Map.of("desk", "not a uuid"), null);
        assertThat(wrong.code()).isEqualTo("VALIDATION_ERROR");
        Answer noJson = postBytes(CHALLENGE, "{".getBytes(StandardCharsets.UTF_8), "identity");
        assertThat(noJson.status()).isEqualTo(400);
        assertThat(noJson.code()).isEqualTo("PARSE_ERROR");
        assertThat(server.post(CHALLENGE, Map.of("desk", UUID.randomUUID()), null).code()).isEqualTo("DESK_UNKNOWN");
    }

    @Test
    void aSlashAtTheEndMakesNoDifferenceForAnyVerb() {
        assertThat(server.call("GET", "/health/", null).status()).isEqualTo(200);
        assertThat(server.post(CHALLENGE + "/", Map.of("desk", UUID.randomUUID()), null).code()).isEqualTo("DESK_UNKNOWN");
        assertThat(server.call("DELETE", "/api/desk/v1/session/", null).code()).isEqualTo("NOT_AUTHENTICATED");
    }

    @Test
    void aPackedBodyIsReadAndAPackedBombIsStopped() throws IOException {
        byte[] small = ("{\"desk\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(postBytes(CHALLENGE, gzip(small), "gzip").code()).isEqualTo("DESK_UNKNOWN");
        byte[] blanks = new byte[40 << 20];
        java.util.Arrays.fill(blanks, (byte) ' ');
        Answer bomb = postBytes(CHALLENGE, gzip(blanks), "gzip");
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.code()).isEqualTo("BODY_TOO_LARGE");
        assertThat(postBytes(CHALLENGE, small, "gzip").status()).as("not packed at all").isEqualTo(400);
    }

    @Test
    void theRequestsOwnIdComesBackIfItIsSane() {
        Answer named = server.send(server.request("/health", null).header("X-Request-Id", "desk-7.42").GET());
        assertThat(named.header("x-request-id")).isEqualTo("desk-7.42");
        Answer odd = server.send(server.request("/health", null).header("X-Request-Id", "a b<c>").GET());
        assertThat(odd.header("x-request-id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void tooManyRequestsForOneDeskAreSlowedDown() {
        UUID desk = UUID.randomUUID();
        Answer answer = server.post(CHALLENGE, Map.of("desk", desk), null);
        for (int i = 0; i < 200 && answer.status() != 429; i++) {
            answer = server.post(CHALLENGE, Map.of("desk", desk), null);
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(Long.parseLong(answer.header("retry-after"))).isPositive();
        assertThat(server.post(CHALLENGE, Map.of("desk", UUID.randomUUID()), null).status()).as("another desk").isEqualTo(404);
    }

    @Test
    void aLimitComesBackWithTime() {
        RateLimits rates = new RateLimits();
        RateLimits.Limit limit = new RateLimits.Limit("x", 1, Duration.ofHours(1));
        rates.take(limit, "a");
        rates.take(limit, "b");
        assertThatThrownBy(() -> rates.take(limit, "a")).isInstanceOfSatisfying(ApiError.class,
                e -> assertThat(e.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(61)));
    }

    @Test
    void thePagesLoadNothingFromElsewhere() {
        for (String page : new String[]{"/api/docs", "/api/swagger", "/api/redoc/"}) {
            Answer answer = server.call("GET", page, null);
            assertThat(answer.status()).as(page).isEqualTo(200);
            String html = answer.body().asString();
            assertThat(html).as(page).doesNotContain("//");
            assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
            Matcher asset = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(html);
            assertThat(asset.find()).as(page).isTrue();
            do {
                assertThat(server.call("GET", asset.group(1), null).status()).as(asset.group(1)).isEqualTo(200);
            } while (asset.find());
        }
        assertThat(server.call("GET", "/api/docs/assets/..%2f..%2fx", null).status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void theDescriptionNamesTheDeskApi() {
        Answer answer = server.call("GET", "/api/openapi.json", null);
        assertThat(answer.body().at("/paths").has("/api/desk/v1/enrol")).isTrue();
        assertThat(answer.body().at("/servers/0/url").asString()).isEqualTo("/");
    }

    @Test
    void theFiguresCountRoutesAndNotAddresses() {
        server.call("GET", "/health", null);
        server.call("GET", "/api/docs/assets/start-redoc.js", null);
        String figures = server.call("GET", "/metrics", null).body().asString();
        assertThat(figures).contains("route=\"/health\"").contains("route=\"/api/docs/assets/{file}\"")
                .doesNotContain("start-redoc");
    }

    @Test
    void aSwallowedRouteOrOneWithoutRolesKeepsTheServerFromStarting() {
        Javalin swallowed = Javalin.create(config -> {
            config.routes.get("/m/{id}", ctx -> ctx.result("id"), Role.ANYONE);
            config.routes.get("/m/summary", ctx -> ctx.result("summary"), Role.ANYONE);
        });
        assertThatThrownBy(() -> RouteGuard.check(swallowed.unsafe.internalRouter))
                .hasMessageContaining("/m/summary is swallowed by /m/{id}");
        Javalin open = Javalin.create(config -> config.routes.get("/open", ctx -> ctx.result("x")));
        assertThatThrownBy(() -> RouteGuard.check(open.unsafe.internalRouter)).hasMessageContaining("names no role");
    }
}
