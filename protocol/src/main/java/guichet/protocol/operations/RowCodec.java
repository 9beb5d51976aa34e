package guichet.protocol.operations;

import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Columns of a row as a JSON object: in effects, in the feed and in snapshots. */
public final class RowCodec {

    private RowCodec() {
    }

    public static Bytes encode(Columns columns) {
        return Json.object(json -> columns.forEach((column, value) -> write(json, column, value)));
    }

    public static Columns decode(Table<?> table, Bytes bytes) {
        return decode(table, Json.tree(bytes));
    }

    public static Columns decode(Table<?> table, JsonNode object) {
        if (!object.isObject()) {
            throw new Malformed("columns of " + table.name() + " are no object", null);
        }
        Columns columns = Columns.none();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Columns before = columns;
            columns = Json.read("columns of " + table.name(), () -> {
                Column<?> column = table.column(field.getKey());
                return before.withUntyped(column, read(column, field.getValue()));
            });
        }
        return columns;
    }

    private static void write(JsonGenerator json, Column<?> column, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNullProperty(column.name());
            case Long number -> json.writeNumberProperty(column.name(), number);
            case Boolean flag -> json.writeBooleanProperty(column.name(), flag);
            default -> json.writeStringProperty(column.name(), value.toString());
        }
    }

    private static @Nullable Object read(Column<?> column, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> value.stringValue();
            case NUMBER -> value.longValue();
            case FLAG -> value.booleanValue();
            case INSTANT -> Instant.parse(value.stringValue());
            case DATE -> LocalDate.parse(value.stringValue());
        };
    }
}
