package guichet.server;

import guichet.domain.identity.MemberId;
import guichet.server.database.Database;
import guichet.server.database.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running server on a database of its own, for the tests of one class:
 * {@code @RegisterExtension static final TestServer server = TestServer.withSeed(json);}.
 */
public final class TestServer implements BeforeAllCallback, AfterAllCallback {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What came back. */
    public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        /** The first value of a header. */
        public String header(String name) {
            return Optional.ofNullable(headers.get(name)).orElseThrow().getFirst();
        }

        /** {@code error.code} of a refusal. */
        public String code() {
            return body.at("/error/code").asString();
        }
    }

    public final TestClock clock = new TestClock();
    private final String seed;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable GuichetServer server;
    private @Nullable Path data;

    private TestServer(String seed) {
        this.seed = seed;
    }

    /** A server that starts with this seed file. */
    public static TestServer withSeed(String json) {
        return new TestServer(json);
    }

    /** The internal identifier of a member of the seed file. */
    public String member(String seedName) {
        return database()
                .reading(tx -> tx.fetchSingle("select member from book.alias where id = ?", "seed:" + seedName).get("member",
                        String.class));
    }

    /** The member that the seed file calls so. */
    public MemberId member(UUID tenant, String seedId) {
        return MemberId
                .parse(database().reading(tx -> tx.fetchSingle("select member from book.alias where tenant_id = ? and id = ?",
                        tenant, "seed:" + seedId).get(0, String.class)));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        DatabaseAddress address = TestPostgres.of(context).newDatabase();
        Path directory = Files.createTempDirectory("guichet-server");
        data = directory;
        Path file = Files.writeString(directory.resolve("seed.json"), seed);
        Map<String, String> options = new HashMap<>(
                Map.of("port", "0", "data", directory.resolve("data").toString(), "database", address.url(),
                        "database-user", address.user().orElseThrow(), "database-password", address.password().orElseThrow(),
                        "sms", "file:" + directory));
        options.put("seed", file.toString());
        server = GuichetServer.start(ServerConfig.from(options, Map.of()), clock);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Optional.ofNullable(server).ifPresent(GuichetServer::close);
        client.close();
    }

    public GuichetServer running() {
        return Optional.ofNullable(server).orElseThrow();
    }

    public Database database() {
        return running().database();
    }

    /** The messages sent so far. */
    public List<JsonNode> messages() throws IOException {
        Path file = Optional.ofNullable(data).orElseThrow().resolve("messages.jsonl");
        List<JsonNode> messages = new ArrayList<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> messages.add(JSON.readTree(line)));
        }
        return messages;
    }

    public Answer post(String path, Object body, @Nullable String token) {
        return send(request(path, token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer call(String method, String path, @Nullable String token) {
        return send(request(path, token).method(method, BodyPublishers.noBody()));
    }

    public HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running().port() + path));
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            boolean json = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Answer(answer.statusCode(),
                    json && !answer.body().isEmpty() ? JSON.readTree(answer.body()) : JSON.valueToTree(answer.body()),
                    answer.headers().map());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
