package guichet.protocol.operations;

import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperationId;
import guichet.domain.operations.Told;
import guichet.domain.operations.Unchecked;
import guichet.protocol.chain.Bytes;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import tools.jackson.databind.JsonNode;

/** What operators were told, as canonical bytes; the same promises as {@link OperationCodec}. */
public final class ToldCodec {

    private ToldCodec() {
    }

    public static Bytes encode(Told told) {
        return Json.object(json -> {
            json.writeNumberProperty("v", 1);
            json.writeStringProperty("type", "Told");
            json.writeStringProperty("id", told.id().toString());
            json.writeStringProperty("desk", told.desk().toString());
            json.writeStringProperty("operation", told.operation().toString());
            json.writeStringProperty("what", told.what().spelling());
            if (told.allowance() != null) {
                json.writeStringProperty("allowance", told.allowance().toString());
            }
            OperationCodec.times(json, told.times());
            if (!told.unchecked().isEmpty()) {
                json.writeArrayPropertyStart("unchecked");
                for (Unchecked unchecked : told.unchecked()) {
                    json.writeStartObject();
                    json.writeStringProperty("what", unchecked.what());
                    if (unchecked.asOf() != null) {
                        json.writeStringProperty("asOf", unchecked.asOf().toString());
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        });
    }

    /** Throws {@link Malformed} for bytes that are none, {@link UnknownVersion} for a newer version. */
    public static Told decode(Bytes bytes) throws UnknownVersion {
        JsonNode json = Json.tree(bytes);
        String type = Json.text(json, "type");
        long version = Json.number(json, "v");
        if (version != 1 || !type.equals("Told")) {
            throw new UnknownVersion(type, version);
        }
        return new Told(Json.parsed(json, "id", OperationId::parse), Json.parsed(json, "desk", DeskId::parse),
                Json.parsed(json, "operation", OperationId::parse), Json.parsed(json, "what", Told.What::parse),
                Json.parsedOrNull(json, "allowance", AllowanceId::parse),
                json.has("unchecked")
                        ? Json.list(json, "unchecked",
                                one -> new Unchecked(Json.text(one, "what"), Json.instantOrNull(one, "asOf")))
                        : java.util.List.of(),
                OperationCodec.times(json));
    }
}
