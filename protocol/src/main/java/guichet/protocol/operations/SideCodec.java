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
    private static final long VERSION = 1;

    private SideCodec() {
    }

    public static Bytes encode(Profile profile) {
        return Json.object(json -> {
            json.writeNumberProperty("v", VERSION);
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
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("note", note);
        });
    }

    /**
     * The profile, or null when the content is a note. Unlike {@link #profile} it does not guess at what a newer program wrote.
     *
     * @throws UnknownVersion when this program is too old for it
     * @throws Malformed      for anything else
     */
    public static @Nullable Profile profileOrNote(Bytes content) throws UnknownVersion {
        long version = Json.number(Json.tree(content), "v");
        if (version > VERSION) {
            throw new UnknownVersion("side record", version);
        }
        return note(content) != null ? null : profile(content);
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
