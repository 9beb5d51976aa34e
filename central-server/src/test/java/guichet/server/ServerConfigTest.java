package guichet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    @TempDir
    Path directory;

    @Test
    void anOptionStandsBeforeTheEnvironmentAndThatBeforeAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "from a file\n");
        Map<String, String> environment = Map.of("GUICHET_PORT", "81", "GUICHET_SMS", "file:/x", "GUICHET_DATABASE_PASSWORD_FILE",
                file.toString(),
                "GUICHET_CORS", "https://a.example, https://b.example");
        ServerConfig config = ServerConfig.from(Map.of("port", "82"), environment);
        assertThat(config.port()).isEqualTo(82);
        assertThat(config.sms()).isEqualTo("file:/x");
        assertThat(config.databasePassword()).contains("from a file");
        assertThat(config.cors()).containsExactly("https://a.example", "https://b.example");
        assertThat(config.toString()).doesNotContain("from a file");
    }

    @Test
    void theNetworkIsServedWithTlsOnly() {
        assertThatThrownBy(() -> ServerConfig.from(Map.of("host", "0.0.0.0"), Map.of())).hasMessageContaining("TLS");
        ServerConfig config = ServerConfig.from(Map.of("host", "0.0.0.0", "tls-keystore", "k.p12", "tls-password", "p"),
                Map.of());
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThatThrownBy(() -> ServerConfig.from(Map.of("tls-keystore", "k.p12"), Map.of())).hasMessageContaining("together");
    }

    @Test
    void aWrongPortIsSaidPlainly() {
        assertThatThrownBy(() -> ServerConfig.from(Map.of("port", "http"), Map.of())).hasMessage("port is a number, not http");
        assertThatThrownBy(() -> ServerConfig.from(Map.of("port", "70000"), Map.of())).hasMessageContaining("65535");
    }
}
