package guichet.protocol.operations;

import guichet.domain.identity.OperatorId;
import guichet.protocol.chain.Approval;
import guichet.protocol.chain.Bytes;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Approvals as the bytes that lie beside an operation, under the entry hash. */
public final class ApprovalCodec {

    private ApprovalCodec() {
    }

    public static Bytes encode(@Nullable Approval approval) {
        if (approval == null) {
            return Bytes.none();
        }
        return Json.object(json -> {
            json.writeNumberProperty("v", 1);
            json.writeStringProperty("approver", approval.approver().toString());
            json.writeStringProperty("at", approval.at().toString());
            json.writeStringProperty("signature", approval.signature().base64());
        });
    }

    /** Null for no bytes; throws {@link Malformed} for bytes that are no approval. */
    public static @Nullable Approval decode(Bytes bytes) {
        if (bytes.isEmpty()) {
            return null;
        }
        JsonNode json = Json.tree(bytes);
        return new Approval(Json.parsed(json, "approver", OperatorId::parse), Json.instant(json, "at"),
                Json.parsed(json, "signature", Bytes::base64));
    }
}
