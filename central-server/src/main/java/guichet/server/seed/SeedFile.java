package guichet.server.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a seed file; whatever is not in its schema is refused with its path. */
final class SeedFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SeedFile() {
    }

    /** The document that {@code setting} names: nothing for {@code none}, ours for {@code demo}, otherwise a file. */
    static Optional<SeedDocument> named(String setting) {
        return switch (setting) {
            case "none" -> Optional.empty();
            case "demo" -> Optional.of(demo());
            default -> Optional.of(file(Path.of(setting)));
        };
    }

    private static SeedDocument demo() {
        try (InputStream in = SeedFile.class.getResourceAsStream("demo.json")) {
            if (in == null) {
                throw new IllegalStateException("The build left out the demo's seed");
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SeedDocument file(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The seed file cannot be read: " + file, e);
        }
    }

    static SeedDocument read(byte[] json) {
        try {
            return JSON.readValue(json, SeedDocument.class);
        } catch (UnrecognizedPropertyException e) {
            throw new SeedException(path(e), "this key is not known here");
        } catch (DatabindException e) {
            throw new SeedException(path(e), "this value is missing or of the wrong kind");
        } catch (JacksonException e) {
            throw new SeedException("$", "this is not one JSON object: " + e.getOriginalMessage());
        }
    }

    private static String path(DatabindException e) {
        StringBuilder path = new StringBuilder("$");
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append('.').append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }
}
