package guichet.protocol.desk;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.Uuid7;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import guichet.protocol.operations.RowCodec;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The desk API's bodies as JSON. */
public final class DeskJson {

    private DeskJson() {
    }

    public static Bytes encode(Batch batch) {
        return Json.object(json -> {
            Chain chain = batch.entries().getFirst().chain();
            json.writeStringProperty("desk", chain.desk().toString());
            json.writeStringProperty("incarnation", chain.incarnation().toString());
            json.writeStringProperty("signature", batch.signature().base64());
            json.writeStringProperty("previous", batch.entries().getFirst().previous().base64());
            json.writeArrayPropertyStart("entries");
            for (Entry entry : batch.entries()) {
                json.writeStartObject();
                json.writeNumberProperty("sequence", entry.sequence());
                json.writeStringProperty("kind", entry.kind().spelling());
                json.writeStringProperty("bytes", entry.bytes().base64());
                if (!entry.approval().isEmpty()) {
                    json.writeStringProperty("approval", entry.approval().base64());
                }
                json.writeStringProperty("hash", entry.hash().base64());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("sides");
            for (SideRecord side : batch.sides()) {
                json.writeStartObject();
                json.writeStringProperty("salt", side.salt().base64());
                json.writeStringProperty("content", side.content().base64());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Throws {@link Malformed} for anything but 1 to 500 entries. Neither hashes nor the signature are checked here. */
    public static Batch batch(Bytes body) {
        JsonNode json = Json.tree(body);
        Chain chain = new Chain(Json.parsed(json, "desk", DeskId::parse), Json.parsed(json, "incarnation", Uuid7::parse));
        Bytes previous = Json.parsed(json, "previous", Bytes::base64);
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : Json.list(json, "entries", entry -> entry)) {
            Bytes hash = Json.parsed(entry, "hash", Bytes::base64);
            entries.add(new Entry(chain, Json.number(entry, "sequence"), Json.parsed(entry, "kind", EntryKind::parse),
                    Json.parsed(entry, "bytes", Bytes::base64),
                    entry.has("approval") ? Json.parsed(entry, "approval", Bytes::base64) : Bytes.none(), previous, hash));
            previous = hash;
        }
        if (entries.isEmpty() || entries.size() > Batch.MAX_ENTRIES) {
            throw new Malformed("a batch has 1 to " + Batch.MAX_ENTRIES + " entries", null);
        }
        List<SideRecord> sides = Json.list(json, "sides",
                side -> new SideRecord(Json.parsed(side, "salt", Bytes::base64), Json.parsed(side, "content", Bytes::base64)));
        return new Batch(entries, sides, Json.parsed(json, "signature", Bytes::base64));
    }

    public static Bytes encode(BatchAnswer answer) {
        return Json.object(json -> {
            switch (answer) {
                case BatchAnswer.Gap(long expected) -> json.writeNumberProperty("gap", expected);
                case BatchAnswer.Fork(long sequence) -> json.writeNumberProperty("fork", sequence);
                case BatchAnswer.Received(List<Answer> answers, Head.Countersigned signed) -> {
                    json.writeArrayPropertyStart("answers");
                    answers.forEach(one -> write(json, one));
                    json.writeEndArray();
                    json.writeName("head");
                    write(json, signed);
                }
            }
        });
    }

    public static BatchAnswer batchAnswer(Bytes body) {
        JsonNode json = Json.tree(body);
        if (json.has("gap")) {
            return new BatchAnswer.Gap(Json.number(json, "gap"));
        }
        if (json.has("fork")) {
            return new BatchAnswer.Fork(Json.number(json, "fork"));
        }
        return new BatchAnswer.Received(Json.list(json, "answers", DeskJson::answer), countersigned(Json.child(json, "head")));
    }

    public static Bytes encode(ChangesPage page) {
        return Json.object(json -> {
            json.writeStringProperty("next", page.next().toString());
            json.writeBooleanProperty("more", page.more());
            json.writeBooleanProperty("resync", page.resync());
            json.writeStringProperty("at", page.at().toString());
            changes(json, "changes", page.changes());
        });
    }

    public static ChangesPage changesPage(Bytes body) {
        JsonNode json = Json.tree(body);
        return new ChangesPage(Json.parsed(json, "next", Cursor::parse), Json.flag(json, "more"),
                Json.flag(json, "resync"), Json.instant(json, "at"),
                Json.list(json, "changes", DeskJson::change));
    }

    public static Bytes encode(SnapshotPage page) {
        return Json.object(json -> {
            json.writeStringProperty("position", page.position().toString());
            json.writeStringProperty("at", page.at().toString());
            if (page.nextKey() != null) {
                json.writeStringProperty("nextKey", page.nextKey());
            }
            changes(json, "rows", page.rows());
        });
    }

    public static SnapshotPage snapshotPage(Bytes body) {
        JsonNode json = Json.tree(body);
        return new SnapshotPage(Json.parsed(json, "position", Cursor::parse), Json.instant(json, "at"),
                Json.list(json, "rows", DeskJson::change), Json.textOrNull(json, "nextKey"));
    }

    /** A head with the server's signature, as it also stands in journal exports. */
    public static Bytes encode(Head.Countersigned signed) {
        return Json.object(json -> fields(json, signed));
    }

    public static Head.Countersigned countersigned(Bytes body) {
        return countersigned(Json.tree(body));
    }

    private static void write(JsonGenerator json, Answer answer) {
        json.writeStartObject();
        json.writeStringProperty("id", answer.id().toString());
        switch (answer) {
            case Answer.Judged(OperationId _, Bytes verdict) -> json.writeStringProperty("verdict", verdict.utf8());
            case Answer.Held(OperationId _, String why) -> json.writeStringProperty("held", why);
            case Answer.Reused _ -> json.writeBooleanProperty("reused", true);
        }
        json.writeEndObject();
    }

    private static Answer answer(JsonNode json) {
        OperationId id = Json.parsed(json, "id", OperationId::parse);
        if (json.has("verdict")) {
            return new Answer.Judged(id, Bytes.utf8(Json.text(json, "verdict")));
        }
        return json.has("held") ? new Answer.Held(id, Json.text(json, "held")) : new Answer.Reused(id);
    }

    private static void write(JsonGenerator json, Head.Countersigned signed) {
        json.writeStartObject();
        fields(json, signed);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Head.Countersigned signed) {
        json.writeStringProperty("desk", signed.head().chain().desk().toString());
        json.writeStringProperty("incarnation", signed.head().chain().incarnation().toString());
        json.writeNumberProperty("sequence", signed.head().sequence());
        json.writeStringProperty("hash", signed.head().hash().hex());
        json.writeStringProperty("at", signed.at().toString());
        json.writeStringProperty("signature", signed.signature().base64());
    }

    private static Head.Countersigned countersigned(JsonNode json) {
        Chain chain = new Chain(Json.parsed(json, "desk", DeskId::parse), Json.parsed(json, "incarnation", Uuid7::parse));
        return new Head.Countersigned(new Head(chain, Json.number(json, "sequence"), Json.parsed(json, "hash", Bytes::hex)),
                Json.instant(json, "at"), Json.parsed(json, "signature", Bytes::base64));
    }

    private static void changes(JsonGenerator json, String field, List<Change> changes) {
        json.writeArrayPropertyStart(field);
        for (Change change : changes) {
            json.writeStartObject();
            fields(json, change);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void fields(JsonGenerator json, Change change) {
        json.writeStringProperty("t", change.key().table().name());
        json.writeStringProperty("k", change.key().id());
        json.writeNumberProperty("v", change.version());
        if (change.row() != null) {
            Json.raw(json, "row", RowCodec.encode(change.row()));
        }
    }

    private static Change change(JsonNode json) {
        Table<?> table = Json.parsed(json, "t", FeedTables::named);
        Columns row = json.has("row") ? RowCodec.decode(table, Json.child(json, "row")) : null;
        return new Change(table.key(Json.text(json, "k")), Json.number(json, "v"), row);
    }
}
