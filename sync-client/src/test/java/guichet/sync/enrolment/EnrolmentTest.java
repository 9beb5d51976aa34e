package guichet.sync.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import guichet.protocol.access.EnrolAnswer;
import guichet.protocol.access.EnrolRequest;
import guichet.protocol.access.KeyFingerprint;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Signatures;
import guichet.sync.server.Reply;
import guichet.sync.server.ServerClient;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class EnrolmentTest {
    @TempDir
    Path folder;

    private final KeyPair server = Signatures.newKeys();
    private final String fingerprint = KeyFingerprint.of(server.getPublic());
    private final String code = "K7QM-4XN2HT8R-" + fingerprint;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final List<EnrolRequest> asked = new CopyOnWriteArrayList<>();
    private volatile boolean losesAnswers;
    private HttpServer http;
    private ServerClient client;
    private Store store;

    @BeforeEach
    void open() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/desk/v1/enrol", exchange -> {
            asked.add(mapper.readValue(exchange.getRequestBody().readAllBytes(), EnrolRequest.class));
            if (!losesAnswers) {
                byte[] body = mapper.writeValueAsBytes(new EnrolAnswer(new UUID(1, 2), new UUID(3, 4), "Marina", new UUID(5, 6),
                        "Casa Marina", "Europe/Madrid", 6, "EUR", Bytes.of(server.getPublic().getEncoded()).base64(), fingerprint,
                        Bytes.of(new byte[32]).base64()));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        http.start();
        client = new ServerClient(address(), Duration.ofSeconds(2), Duration.ofSeconds(2));
        store = Store.open(file(), StoreKeyFile.beside(file()));
    }

    @AfterEach
    void close() {
        client.close();
        http.stop(0);
        store.close();
    }

    private URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    private Path file() {
        return folder.resolve("desk.db");
    }

    private Reply<DeskIdentity> enrol(String typed) {
        return new Enrolment(store, InstantSource.system(), new Random(5)).enrol(client, address(), typed, "Counter 1",
                "counter");
    }

    @Test
    void aCodeWhoseAnswerWasLostIsTriedAgainWithTheSameKeysAlsoAfterARestart() {
        losesAnswers = true;
        assertThat(enrol(code)).isInstanceOf(Reply.Unreachable.class);
        store.close();
        store = Store.open(file(), StoreKeyFile.beside(file()));
        losesAnswers = false;

        assertThat(enrol(code.toLowerCase(java.util.Locale.ROOT).replace("-", ""))).isInstanceOf(Reply.Answered.class);

        assertThat(asked).hasSize(2);
        assertThat(asked.getLast().incarnation()).isEqualTo(asked.getFirst().incarnation());
        assertThat(asked.getLast().publicKey()).isEqualTo(asked.getFirst().publicKey());
        DeskIdentity identity = new Enrolment(store, InstantSource.system(), new Random(5)).identity().orElseThrow();
        assertThat(identity.chain().incarnation()).isEqualTo(asked.getFirst().incarnation());
        assertThat(Bytes.of(identity.keys().getPublic().getEncoded()).base64()).isEqualTo(asked.getFirst().publicKey());
        assertThat(store.setting("enrolment.code")).as("what was tried is forgotten").isEmpty();
        assertThat(store.setting("enrolment.signing-key")).isEmpty();
    }

    @Test
    void anotherCodeIsTriedWithKeysOfItsOwn() {
        losesAnswers = true;
        enrol(code);
        enrol("AAAA-4XN2HT8R-" + fingerprint);
        assertThat(asked.getLast().publicKey()).isNotEqualTo(asked.getFirst().publicKey());
        assertThat(asked.getLast().incarnation()).isNotEqualTo(asked.getFirst().incarnation());
    }
}
