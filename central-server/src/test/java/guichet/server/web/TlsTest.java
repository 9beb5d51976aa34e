package guichet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path directory;

    private static final class Hello extends Plugin<Void> {
        @Override
        public void onInitialize(JavalinState state) {
            state.routes.get("/hello", ctx -> ctx.result(ctx.scheme()), Role.ANYONE);
        }
    }

    @Test
    void withAKeystoreTheServerSpeaksTlsAndAnswersTheOriginsItWasTold() throws Exception {
        Path keystore = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "server",
                "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
                keystore.toString(),
                "-storepass", "only-a-test").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(keytool.waitFor()).isZero();
        WebServer.Listen listen = new WebServer.Listen("127.0.0.1", 0, Optional.of(new WebServer.Tls(keystore, "only-a-test")),
                List.of("https://desk.example"));
        Door door = new Door(List.of(), new RateLimits(), Door.Limits.usual());
        try (WebServer server = WebServer.start(listen, door, new Errors(Map.of()), new SimpleMeterRegistry(),
                List.of(new Hello()));
                HttpClient client = HttpClient.newBuilder().sslContext(trusting(keystore)).build()) {
            URI uri = URI.create("https://127.0.0.1:" + server.port() + "/hello");
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).header("Origin", "https://desk.example").build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("https");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://desk.example");
            HttpRequest preflight = HttpRequest.newBuilder(uri).header("Origin", "https://desk.example")
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "authorization,content-type")
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build();
            assertThat(client.send(preflight, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            HttpRequest stranger = HttpRequest.newBuilder(uri).header("Origin", "https://other.example").build();
            assertThat(client.send(stranger, BodyHandlers.ofString()).headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, "only-a-test".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
