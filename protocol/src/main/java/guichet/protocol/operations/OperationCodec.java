package guichet.protocol.operations;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.ProofId;
import guichet.domain.identity.Uuid7;
import guichet.domain.members.Alias;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.GrantAllowance;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Times;
import guichet.domain.operations.Withdraw;
import guichet.protocol.chain.Bytes;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import java.util.Currency;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Operations as canonical bytes: UTF-8 JSON, fields {@code v} and {@code type} first, written once at the desk. These bytes
 * travel and rest verbatim; nothing hashes or compares a re-encoded operation. Every version of every type keeps its reader and
 * its golden file for ever: a changed operation is a new version beside the old one.
 */
public final class OperationCodec {

    private OperationCodec() {
    }

    public static Bytes encode(Operation operation) {
        return Json.object(json -> {
            json.writeNumberProperty("v", 1);
            json.writeStringProperty("type", operation.getClass().getSimpleName());
            header(json, operation.header());
            switch (operation) {
                case RegisterMember register -> {
                    json.writeStringProperty("member", register.member().toString());
                    json.writeStringProperty("profile", register.profile());
                    json.writeArrayPropertyStart("aliases");
                    for (Alias.Name name : register.aliases()) {
                        json.writeStartObject();
                        json.writeStringProperty("scheme", name.scheme());
                        json.writeStringProperty("value", name.value());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
                case AssignCard assign -> {
                    json.writeStringProperty("card", assign.card().value());
                    json.writeStringProperty("member", assign.member().toString());
                    json.writeStringProperty("proof", assign.proof().toString());
                }
                case BlockCard block -> {
                    json.writeStringProperty("card", block.card().value());
                    json.writeStringProperty("reason", block.reason().spelling());
                }
                case ReloadCard reload -> onCard(json, reload.card(), reload.member(), reload.amount());
                case ChargeCard charge -> onCard(json, charge.card(), charge.member(), charge.amount());
                case GrantAllowance grant -> {
                    json.writeStringProperty("granted", grant.granted().id().toString());
                    Json.raw(json, "columns", RowCodec.encode(grant.granted().columns()));
                }
                case Withdraw withdraw -> {
                    json.writeStringProperty("target", withdraw.target().toString());
                    json.writeStringProperty("reason", withdraw.reason().spelling());
                }
                case ResolveCase resolve -> {
                    json.writeStringProperty("case", resolve.caseId());
                    json.writeStringProperty("resolution", resolve.resolution().spelling());
                    json.writeStringProperty("note", resolve.note());
                }
            }
        });
    }

    /**
     * Reads canonical bytes.
     *
     * @throws Malformed      for bytes that are no operation
     * @throws UnknownVersion for a type or version newer than this program
     */
    public static Operation decode(Bytes bytes) throws UnknownVersion {
        JsonNode json = Json.tree(bytes);
        String type = Json.text(json, "type");
        long version = Json.number(json, "v");
        if (version != 1) {
            throw new UnknownVersion(type, version);
        }
        return switch (type) {
            case "RegisterMember" -> new RegisterMember(header(json), Json.parsed(json, "member", MemberId::parse),
                    Json.text(json, "profile"),
                    Json.list(json, "aliases", alias -> new Alias.Name(Json.text(alias, "scheme"), Json.text(alias, "value"))));
            case "AssignCard" -> new AssignCard(header(json), card(json), Json.parsed(json, "member", MemberId::parse),
                    Json.parsed(json, "proof", ProofId::parse));
            case "BlockCard" -> new BlockCard(header(json), card(json), Json.parsed(json, "reason", BlockCard.Reason::parse));
            case "ReloadCard" ->
                new ReloadCard(header(json), card(json), Json.parsed(json, "member", MemberId::parse), amount(json));
            case "ChargeCard" ->
                new ChargeCard(header(json), card(json), Json.parsed(json, "member", MemberId::parse), amount(json));
            case "GrantAllowance" -> new GrantAllowance(header(json), Json.read("columns", () -> Allowance.TABLE
                    .read(Json.text(json, "granted"), RowCodec.decode(Allowance.TABLE, Json.child(json, "columns")))));
            case "Withdraw" -> new Withdraw(header(json), Json.parsed(json, "target", OperationId::parse),
                    Json.parsed(json, "reason", Withdraw.Reason::parse));
            case "ResolveCase" -> new ResolveCase(header(json), Json.text(json, "case"),
                    Json.parsed(json, "resolution", Case.Resolution::parse), Json.text(json, "note"));
            default -> throw new UnknownVersion(type, version);
        };
    }

    private static void onCard(JsonGenerator json, CardSerial card, MemberId member, Money amount) {
        json.writeStringProperty("card", card.value());
        json.writeStringProperty("member", member.toString());
        json.writeNumberProperty("amount", amount.minor());
        json.writeStringProperty("currency", amount.currency().getCurrencyCode());
    }

    private static void header(JsonGenerator json, Header header) {
        json.writeStringProperty("id", header.id().toString());
        json.writeStringProperty("desk", header.desk().toString());
        json.writeStringProperty("operator", header.operator().toString());
        times(json, header.times());
        if (!header.needs().isEmpty()) {
            ids(json, "needs", header.needs());
        }
        if (!header.follows().isEmpty()) {
            ids(json, "follows", header.follows());
        }
        if (header.allowance() != null) {
            json.writeStringProperty("allowance", header.allowance().toString());
        }
    }

    private static Header header(JsonNode json) {
        return new Header(Json.parsed(json, "id", OperationId::parse), Json.parsed(json, "desk", DeskId::parse),
                Json.parsed(json, "operator", OperatorId::parse), times(json),
                json.has("needs") ? Json.texts(json, "needs", OperationId::parse) : java.util.List.of(),
                json.has("follows") ? Json.texts(json, "follows", OperationId::parse) : java.util.List.of(),
                Json.parsedOrNull(json, "allowance", AllowanceId::parse));
    }

    static void times(JsonGenerator json, Times times) {
        json.writeStringProperty("wall", times.wall().toString());
        json.writeStringProperty("boot", times.boot().toString());
        json.writeNumberProperty("monotonic", times.monotonicMs());
        if (times.server() != null) {
            json.writeStringProperty("server", times.server().toString());
        }
    }

    static Times times(JsonNode json) {
        return new Times(Json.instant(json, "wall"), Json.parsed(json, "boot", Uuid7::parse), Json.number(json, "monotonic"),
                Json.instantOrNull(json, "server"));
    }

    private static void ids(JsonGenerator json, String field, Iterable<OperationId> ids) {
        json.writeArrayPropertyStart(field);
        ids.forEach(id -> json.writeString(id.toString()));
        json.writeEndArray();
    }

    private static CardSerial card(JsonNode json) {
        return Json.parsed(json, "card", CardSerial::parse);
    }

    private static Money amount(JsonNode json) {
        return new Money(Json.number(json, "amount"), Json.parsed(json, "currency", Currency::getInstance));
    }
}
