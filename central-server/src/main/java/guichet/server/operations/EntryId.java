package guichet.server.operations;

import guichet.domain.identity.OperationId;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Entry;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** The id in an entry's bytes, also of a type this server is too old to read. */
final class EntryId {

    private EntryId() {
    }

    static Optional<OperationId> of(Bytes bytes) {
        try {
            return Optional.of(Json.parsed(Json.tree(bytes), "id", OperationId::parse));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** Bytes without an id are kept under a name made from their place, so that nothing is dropped. */
    static OperationId unreadable(Entry entry) {
        String place = entry.chain().desk() + "/" + entry.chain().incarnation() + "/" + entry.sequence();
        return new OperationId(UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)));
    }
}
