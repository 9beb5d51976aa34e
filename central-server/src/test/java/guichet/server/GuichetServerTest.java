package guichet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuichetServerTest {
    @TempDir
    Path data;

    @Test
    void answersHealthAfterAColdStartAndAfterAWarmOne() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (GuichetServer server = GuichetServer.start(ServerConfig.local(data));
                    HttpClient client = HttpClient.newHttpClient()) {
                for (String path : new String[]{"/health", "/ready", "/metrics", "/health/"}) {
                    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
                    HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).as(path).isEqualTo(200);
                    assertThat(answer.headers().firstValue("X-Request-Id")).as(path).isPresent();
                }
            }
        }
    }
}
