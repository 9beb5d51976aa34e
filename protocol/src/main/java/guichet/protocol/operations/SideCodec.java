package guichet.protocol.operations;

import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.protocol.chain.Bytes;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What side records hold: a member's profile, or a note in somebody's words. */
public final class SideCodec {

    private SideCodec() {
    }

    public static Bytes encode(Profile profile) {
        return Json.object(json -> {
            json.writeNumberProperty("v", 1);
            json.writeStringProperty("name", profile.name());
            if (profile.mobile() != null) {
                json.writeStringProperty("mobile", profile.mobile().value());
            }
            if (profile.email() != null) {
                json.writeStringProperty("email", profile.email());
            }
        });
    }

    public static Bytes encodeNote(String note) {
        return Json.object(json -> {
            json.writeNumberProperty("v", 1);
            json.writeStringProperty("note", note);
        });
    }

    /** Throws {@link Malformed} for content that is no profile. */
    public static Profile profile(Bytes content) {
        JsonNode json = Json.tree(content);
        return new Profile(Json.text(json, "name"), Json.parsedOrNull(json, "mobile", MobileNumber::parse),
                Json.textOrNull(json, "email"));
    }

    /** The note, or null when the content is something else. */
    public static @Nullable String note(Bytes content) {
        return Json.textOrNull(Json.tree(content), "note");
    }
}
