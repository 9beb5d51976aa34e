package guichet.launcher.demo;

import guichet.server.GuichetServer;
import guichet.server.ServerConfig;
import guichet.server.access.Location;
import guichet.server.ledger.Ledger;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The central server of the demo: real, embedded, with the demo seed; it can be stopped and started again on its port. */
final class SampleServer implements AutoCloseable {
    static final String LOCATION = "Zamalek Club";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final int port;
    private @Nullable GuichetServer running;

    /** @param folder where keys, database and messages are kept */
    SampleServer(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        start();
    }

    void start() {
        running = GuichetServer
                .start(ServerConfig.from(Map.of("data", folder.resolve("data").toString(), "port", Integer.toString(port),
                        "seed", "demo", "sms", "file:" + folder), Map.of()));
    }

    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String enrolmentCode() {
        return server().enrolmentCode(location().tenant(), location().id());
    }

    /** The newest one-time code that was sent, out of the message file. */
    String newestCode() throws IOException {
        List<String> messages = Files.readAllLines(folder.resolve("messages.jsonl"));
        JsonNode newest = JSON.readTree(messages.getLast());
        return newest.get("code").stringValue();
    }

    /** What the ledger says a member has, in minor units. */
    long balance(String member) {
        return server().database().reading(tx -> tx
                .fetchOptional("select minor from book.balance where tenant_id = ? and id like ?", location().tenant(),
                        "member:" + member + "|%"))
                .map(row -> row.get(0, Long.class)).orElse(0L);
    }

    /** How far the server holds a desk's chain: sequence and hash. */
    String head(UUID desk) {
        return server().database().reading(tx -> tx.fetchSingle(
                "select sequence || ' ' || encode(hash, 'hex') from chain where tenant_id = ? and desk_id = ?",
                location().tenant(), desk)
                .get(0, String.class));
    }

    Ledger.Faults proof() {
        return server().database().reading(tx -> Ledger.prove(tx, location().tenant()));
    }

    private Location location() {
        return server().locations().stream().filter(one -> one.name().equals(LOCATION)).findFirst().orElseThrow();
    }

    private GuichetServer server() {
        return Optional.ofNullable(running).orElseThrow(() -> new IllegalStateException("the server is stopped"));
    }

    @Override
    public void close() {
        stop();
    }
}
