package guichet.desk.signin;

import guichet.desk.line.Lines;
import guichet.desk.signin.EnrolmentResult.Field;
import guichet.desk.words.Reason;
import guichet.sync.server.DeskIdentity;
import guichet.sync.server.Reply;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Makes this computer a desk of a location. */
public final class Enrol implements EnrolmentDesk {
    private final Lines lines;
    private final String kind;

    /** @param kind counter, cage, gate or machines */
    public Enrol(Lines lines, String kind) {
        this.lines = lines;
        this.kind = kind;
    }

    @Override
    public boolean enrolled() {
        return lines.line().isPresent();
    }

    @Override
    public EnrolmentResult enrol(String server, String code, String deskName) {
        if (deskName.isBlank()) {
            return new EnrolmentResult.Refused(Field.NAME, Reason.of("NAME_REQUIRED"));
        }
        Reply<DeskIdentity> reply;
        try {
            reply = lines.enrol(new URI(server.strip()), code, deskName.strip(), kind);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return new EnrolmentResult.Refused(Field.SERVER, Reason.of("ENROL_ADDRESS"));
        }
        return switch (reply) {
            case Reply.Answered<DeskIdentity>(DeskIdentity identity) ->
                new EnrolmentResult.Enrolled(lines.now().locationName(), identity.name());
            case Reply.Refused<DeskIdentity>(int _, String refusal, String _) -> refused(refusal);
            case Reply.RateLimited<DeskIdentity>(Duration after) ->
                new EnrolmentResult.Refused(Field.CODE, Reason.of("TOO_MANY_TRIES", after.toSeconds()));
            case Reply.Unreachable<DeskIdentity> _ -> new EnrolmentResult.Refused(Field.SERVER, Reason.of("ENROL_SERVER"));
        };
    }

    private static EnrolmentResult refused(String code) {
        return switch (code) {
            case "CODE_MALFORMED", "ENROLMENT_REFUSED" -> new EnrolmentResult.Refused(Field.CODE, Reason.of("ENROL_CODE_WRONG"));
            case "DESK_NAME_TAKEN" -> new EnrolmentResult.Refused(Field.NAME, Reason.of("ENROL_NAME_TAKEN"));
            case "SERVER_NOT_TRUSTED" -> new EnrolmentResult.Refused(Field.SERVER, Reason.of(code));
            default -> new EnrolmentResult.Refused(Field.CODE, Reason.of(code));
        };
    }
}
