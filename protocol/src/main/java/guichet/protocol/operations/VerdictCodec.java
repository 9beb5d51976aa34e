package guichet.protocol.operations;

import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.rules.Code;
import guichet.domain.rules.Effect;
import guichet.domain.rules.Tables;
import guichet.domain.rules.Verdict;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Verdicts and effects as bytes. A verdict is encoded once, at the server, and answered byte for byte ever after; a desk stores
 * the effects it judged in the same form until its verdict row arrives.
 */
public final class VerdictCodec {

    private VerdictCodec() {
    }

    public static Bytes encode(Verdict verdict) {
        return Json.object(json -> {
            json.writeNumberProperty("v", 1);
            switch (verdict) {
                case Verdict.Applied(List<Effect> effects) -> {
                    json.writeStringProperty("verdict", "applied");
                    effects(json, effects);
                }
                case Verdict.Rejected(Code code, Map<String, String> details) -> {
                    json.writeStringProperty("verdict", "rejected");
                    refusal(json, code, details);
                }
                case Verdict.Conflict(OperationId other, Code code, Map<String, String> details) -> {
                    json.writeStringProperty("verdict", "conflict");
                    json.writeStringProperty("other", other.toString());
                    refusal(json, code, details);
                }
            }
        });
    }

    /** Throws {@link Malformed} for bytes that are none. */
    public static Verdict decode(Bytes bytes) {
        JsonNode json = Json.tree(bytes);
        return switch (Json.text(json, "verdict")) {
            case "applied" -> new Verdict.Applied(effects(json));
            case "rejected" -> new Verdict.Rejected(Json.parsed(json, "code", Code::valueOf), details(json));
            case "conflict" -> new Verdict.Conflict(Json.parsed(json, "other", OperationId::parse),
                    Json.parsed(json, "code", Code::valueOf), details(json));
            default -> throw new Malformed("no such verdict", null);
        };
    }

    public static Bytes encodeEffects(List<Effect> effects) {
        return Json.object(json -> effects(json, effects));
    }

    public static List<Effect> decodeEffects(Bytes bytes) {
        return effects(Json.tree(bytes));
    }

    private static void refusal(JsonGenerator json, Code code, Map<String, String> details) {
        json.writeStringProperty("code", code.name());
        json.writeObjectPropertyStart("details");
        details.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(detail -> json.writeStringProperty(detail.getKey(), detail.getValue()));
        json.writeEndObject();
    }

    private static Map<String, String> details(JsonNode json) {
        Map<String, String> details = new HashMap<>();
        JsonNode object = Json.child(json, "details");
        if (!object.isObject()) {
            throw new Malformed("field details is no object", null);
        }
        object.properties().forEach(field -> details.put(field.getKey(), Json.text(object, field.getKey())));
        return details;
    }

    private static void effects(JsonGenerator json, List<Effect> effects) {
        json.writeArrayPropertyStart("effects");
        for (Effect effect : effects) {
            json.writeStartObject();
            switch (effect) {
                case Effect.Post(List<Entry> entries) -> {
                    json.writeArrayPropertyStart("post");
                    for (Entry entry : entries) {
                        json.writeStartObject();
                        json.writeStringProperty("account", entry.account().toString());
                        money(json, entry.amount());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
                case Effect.Put(Key<?> key, Columns columns) -> row(json, "put", key, columns);
                case Effect.Remove(Key<?> key) -> row(json, "remove", key, Columns.none());
                case Effect.Draw(AllowanceId allowance, Money amount, long count) -> {
                    json.writeStringProperty("draw", allowance.toString());
                    money(json, amount);
                    json.writeNumberProperty("count", count);
                }
                case Effect.OpenCase(Case opened) -> row(json, "open", Case.TABLE.key(opened.id()), opened.columns());
                case Effect.Cancel(OperationId operation) -> json.writeStringProperty("cancel", operation.toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Effect> effects(JsonNode json) {
        return Json.list(json, "effects", VerdictCodec::effect);
    }

    private static Effect effect(JsonNode json) {
        if (json.has("post")) {
            return new Effect.Post(Json.list(json, "post",
                    entry -> new Entry(Json.parsed(entry, "account", Account::parse), money(entry))));
        }
        if (json.has("put")) {
            return new Effect.Put(key(json, "put"), columns(json, "put"));
        }
        if (json.has("remove")) {
            return new Effect.Remove(key(json, "remove"));
        }
        if (json.has("draw")) {
            return new Effect.Draw(Json.parsed(json, "draw", AllowanceId::parse), money(json), Json.number(json, "count"));
        }
        if (json.has("open")) {
            return Json.read("open", () -> new Effect.OpenCase(Case.TABLE.read(Json.text(json, "key"), columns(json, "open"))));
        }
        if (json.has("cancel")) {
            return new Effect.Cancel(Json.parsed(json, "cancel", OperationId::parse));
        }
        throw new Malformed("no such effect", null);
    }

    private static void row(JsonGenerator json, String effect, Key<?> key, Columns columns) {
        json.writeStringProperty(effect, key.table().name());
        json.writeStringProperty("key", key.id());
        if (!columns.isEmpty()) {
            Json.raw(json, "columns", RowCodec.encode(columns));
        }
    }

    private static Key<?> key(JsonNode json, String effect) {
        return Json.parsed(json, effect, Tables::named).key(Json.text(json, "key"));
    }

    private static Columns columns(JsonNode json, String effect) {
        Table<?> table = Json.parsed(json, effect, Tables::named);
        return json.has("columns") ? RowCodec.decode(table, Json.child(json, "columns")) : Columns.none();
    }

    private static void money(JsonGenerator json, Money amount) {
        json.writeNumberProperty("amount", amount.minor());
        json.writeStringProperty("currency", amount.currency().getCurrencyCode());
    }

    private static Money money(JsonNode json) {
        return new Money(Json.number(json, "amount"), Json.parsed(json, "currency", Currency::getInstance));
    }
}
