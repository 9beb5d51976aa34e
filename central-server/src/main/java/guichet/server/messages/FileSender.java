package guichet.server.messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Appends each message to {@code messages.jsonl} in a directory: for tests, training and the demo. */
final class FileSender implements MessageSender {
    private final Path directory;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    FileSender(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public synchronized void send(Message message) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant().toString());
        line.put("channel", message.channel().name().toLowerCase(Locale.ROOT));
        line.put("to", message.to());
        line.put("purpose", message.purpose());
        line.put("code", message.code().orElse(null));
        line.put("text", message.text());
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("messages.jsonl"), json.writeValueAsString(line) + "\n", StandardCharsets.UTF_8,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
