package guichet.server.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageSenderTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T02:00:00Z"));
    private static final Message CODE = new Message(Message.Channel.SMS, "+201000000101", "assign_card", Optional.of("483920"),
            "Your code is 483920.");

    @TempDir
    Path directory;

    @Test
    void theFileGetsOneObjectALine() throws IOException {
        try (MessageSender sender = MessageSender.ofSms("file:" + directory, CLOCK)) {
            sender.send(CODE);
            sender.send(CODE);
        }
        List<String> lines = Files.readAllLines(directory.resolve("messages.jsonl"));
        assertThat(lines).hasSize(2);
        JsonNode line = JsonMapper.builder().build().readTree(lines.getFirst());
        assertThat(line.propertyNames()).containsExactly("at", "channel", "to", "purpose", "code", "text");
        assertThat(line.get("at").asString()).isEqualTo("2026-11-21T02:00:00Z");
        assertThat(line.get("channel").asString()).isEqualTo("sms");
        assertThat(line.get("code").asString()).isEqualTo("483920");
    }

    @Test
    void theLogSaysToWhomButNotWhat() throws IOException {
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (MessageSender sender = MessageSender.ofSms("log", CLOCK)) {
            sender.send(CODE);
        } finally {
            System.setErr(usual);
        }
        assertThat(CODE.toString() + said.toString(StandardCharsets.UTF_8)).contains("assign_card").doesNotContain("483920")
                .doesNotContain("1000000101");
    }

    @Test
    void theGatewayGetsAFormAndIsAskedAgainWhenItStumbles() throws IOException {
        Deque<Integer> answers = new ArrayDeque<>(List.of(503, 200));
        List<String> forms = new CopyOnWriteArrayList<>();
        HttpServer gateway = gateway(answers, forms);
        try (MessageSender sender = MessageSender.ofSms("http:http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms",
                CLOCK)) {
            sender.send(CODE);
            assertThat(forms).hasSize(2);
            assertThat(forms.getLast()).isEqualTo("app_name=Guichet&otp_code=483920&phone=%2B201000000101");
            answers.add(400);
            assertThatThrownBy(() -> sender.send(CODE)).isInstanceOf(IOException.class)
                    .hasRootCauseMessage("the gateway refused the message with status 400");
            assertThat(forms).as("a refusal is not asked again").hasSize(3);
        } finally {
            gateway.stop(0);
        }
    }

    private static HttpServer gateway(Deque<Integer> answers, List<String> forms) throws IOException {
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/sms", exchange -> {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answers.removeFirst(), -1);
            exchange.close();
        });
        gateway.start();
        return gateway;
    }

    @Test
    void anUnknownWayIsRefusedAtTheStart() {
        assertThatThrownBy(() -> MessageSender.ofSms("pigeon", CLOCK)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MessageSender.ofMail("http:http://127.0.0.1/", CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
