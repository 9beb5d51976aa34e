package guichet.protocol.json;

import guichet.protocol.chain.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few things all codecs need of Jackson. Malformed input ends in {@link Malformed}, never in another exception. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {
    }

    /** Writes one JSON object. */
    public static Bytes object(Consumer<JsonGenerator> fields) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(); JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
            json.flush();
            return Bytes.of(out.toByteArray());
        }
    }

    public static JsonNode tree(Bytes bytes) {
        try {
            JsonNode tree = MAPPER.readTree(bytes.array());
            if (!tree.isObject()) {
                throw new Malformed("not a JSON object", null);
            }
            return tree;
        } catch (JacksonException e) {
            throw new Malformed("not JSON", e);
        }
    }

    public static void raw(JsonGenerator json, String field, Bytes object) {
        json.writeName(field);
        json.writeRawValue(new SerializedString(object.utf8()));
    }

    public static String text(JsonNode object, String field) {
        String value = textOrNull(object, field);
        if (value == null) {
            throw new Malformed("field " + field + " is missing", null);
        }
        return value;
    }

    public static @Nullable String textOrNull(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new Malformed("field " + field + " is no text", null);
        }
        return value.stringValue();
    }

    public static long number(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Malformed("field " + field + " is no whole number", null);
        }
        return value.longValue();
    }

    public static JsonNode child(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            throw new Malformed("field " + field + " is missing", null);
        }
        return value;
    }

    public static Instant instant(JsonNode object, String field) {
        return parsed(object, field, Instant::parse);
    }

    public static @Nullable Instant instantOrNull(JsonNode object, String field) {
        return textOrNull(object, field) == null ? null : instant(object, field);
    }

    /** A text field read by a function that throws on bad text. */
    public static <T> T parsed(JsonNode object, String field, Function<String, T> parse) {
        String text = text(object, field);
        return read(field, () -> parse.apply(text));
    }

    /** Whatever the values of a field do to code that reads them, they are malformed. */
    public static <T> T read(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException | ArithmeticException
                | JacksonException e) {
            throw new Malformed("field " + field + " cannot be read", e);
        }
    }

    public static boolean flag(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || !value.isBoolean()) {
            throw new Malformed("field " + field + " is no flag", null);
        }
        return value.booleanValue();
    }

    public static <T> @Nullable T parsedOrNull(JsonNode object, String field, Function<String, T> parse) {
        return textOrNull(object, field) == null ? null : parsed(object, field, parse);
    }

    public static <T> List<T> list(JsonNode object, String field, Function<JsonNode, T> read) {
        JsonNode array = child(object, field);
        if (!array.isArray()) {
            throw new Malformed("field " + field + " is no list", null);
        }
        List<T> values = new ArrayList<>();
        for (JsonNode element : array) {
            values.add(read(field, () -> read.apply(element)));
        }
        return values;
    }

    public static <T> List<T> texts(JsonNode object, String field, Function<String, T> parse) {
        return list(object, field, element -> {
            if (!element.isString()) {
                throw new Malformed("field " + field + " is no list of texts", null);
            }
            return parse.apply(element.stringValue());
        });
    }
}
