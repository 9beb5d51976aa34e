package guichet.server.otp;

import guichet.protocol.access.OtpSendAnswer;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.server.access.OperatorCaller;
import guichet.server.audit.Audit;
import guichet.server.database.Database;
import guichet.server.database.Tx;
import guichet.server.identity.Ids;
import guichet.server.keys.ServerSecret;
import guichet.server.messages.Masks;
import guichet.server.messages.Message;
import guichet.server.messages.MessageSender;
import guichet.server.web.ApiError;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Six digits sent to a member's mobile: good for five minutes, one use and five tries; the newest for a member and purpose is the
 * only one. The code is kept as a keyed hash and stands in no log.
 */
public final class OneTimeCodes {
    static final Duration LIFE = Duration.ofMinutes(5);
    static final Duration PROOF_LIFE = Duration.ofMinutes(10);
    static final Duration RESEND_AFTER = Duration.ofSeconds(20);
    static final int TRIES = 5;
    static final int PER_NUMBER = 5;
    static final Duration PER_NUMBER_IN = Duration.ofMinutes(15);

    private static final Set<String> PURPOSES = Set.of("assign_card", "replace_card", "change_mobile");
    private static final Logger LOG = LoggerFactory.getLogger(OneTimeCodes.class);

    private final Database database;
    private final MemberContact contact;
    private final OtpVerified verified;
    private final MessageSender sms;
    private final ServerSecret secret;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param verified hears of each proof, in its transaction */
    public OneTimeCodes(Database database, MemberContact contact, OtpVerified verified, MessageSender sms, ServerSecret secret,
            Audit audit,
            Ids ids, InstantSource clock) {
        this.database = database;
        this.contact = contact;
        this.verified = verified;
        this.sms = sms;
        this.secret = secret;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    private record Sending(UUID challenge, Message message) {
    }

    /**
     * Sends a new code.
     *
     * @throws ApiError 404 MEMBER_UNREACHABLE, 429 if the number got too many, 502 OTP_SEND_FAILED
     */
    public OtpSendAnswer send(OperatorCaller caller, String member, String purpose) {
        if (!PURPOSES.contains(purpose)) {
            throw ApiError.field("purpose", "This is not what codes are sent for.");
        }
        UUID desk = caller.atDesk();
        Sending sending = database.inTransaction(tx -> prepare(tx, caller, desk, member, purpose));
        // outside the transaction: a gateway may take seconds
        boolean sent = hand(sending.message());
        database.useTransaction(tx -> {
            if (!sent) {
                tx.execute("update otp set state = 'spent' where tenant_id = ? and id = ?", caller.tenant(),
                        sending.challenge());
            }
            tx.execute(
                    """
                            insert into message_log (tenant_id, id, at, channel, purpose, subject, outcome) values (?, ?, ?, 'sms', ?, ?, ?)""",
                    caller.tenant(), ids.next(), clock.instant(), purpose, sending.challenge(), sent ? "sent" : "failed");
        });
        if (!sent) {
            throw new ApiError(502, "OTP_SEND_FAILED", "The code could not be sent. Please try again.");
        }
        return new OtpSendAnswer(sending.challenge(), Masks.mask(sending.message().to()), LIFE.toSeconds(),
                RESEND_AFTER.toSeconds());
    }

    private Sending prepare(Tx tx, OperatorCaller caller, UUID desk, String member, String purpose) {
        UUID tenant = caller.tenant();
        String number = contact.mobile(tx, tenant, member)
                .orElseThrow(() -> new ApiError(404, "MEMBER_UNREACHABLE", "No mobile is known for this member."));
        byte[] numberHash = secret.hash("number", number);
        // two desks that ask for the same number at once are served one after the other
        tx.fetch("select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 42))", (Object) numberHash);
        checkRate(tx, tenant, numberHash);
        tx.execute(
                "update otp set state = 'replaced' where tenant_id = ? and member = ? and purpose = ? and state = 'live'",
                tenant, member,
                purpose);
        UUID challenge = ids.next();
        String code = Integer.toString(random.nextInt(100_000, 1_000_000));
        Instant now = clock.instant();
        tx.execute(
                """
                        insert into otp (tenant_id, id, member, purpose, number_hash, code_hash, desk_id, operator_id, sent_at, expires_at, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'live')""",
                tenant, challenge, member, purpose, numberHash, hash(challenge, code), desk,
                caller.operator().id(), now, now.plus(LIFE));
        audit.record(tx, tenant, caller.principal(), "OTP_SENT", member, Map.of("purpose", purpose, "desk", desk.toString()));
        String text = "Your code is " + code + ". It is good for " + LIFE.toMinutes()
                + " minutes. Give it only to the person at the desk.";
        return new Sending(challenge, new Message(Message.Channel.SMS, number, purpose, Optional.of(code), text));
    }

    private void checkRate(Tx tx, UUID tenant, byte[] numberHash) {
        Instant now = clock.instant();
        Record seen = tx.fetchSingle("select count(*) as times, max(sent_at) as last, min(sent_at) as first from otp "
                + "where tenant_id = ? and number_hash = ? and sent_at > ?", tenant, numberHash,
                now.minus(PER_NUMBER_IN));
        Optional<Instant> last = Optional.ofNullable(seen.get("last", Instant.class));
        if (last.isPresent() && last.get().plus(RESEND_AFTER).isAfter(now)) {
            throw ApiError.tooMany(Duration.between(now, last.get().plus(RESEND_AFTER)).plusSeconds(1));
        }
        if (seen.get("times", Integer.class) >= PER_NUMBER) {
            throw ApiError.tooMany(Duration.between(now, seen.get("first", Instant.class).plus(PER_NUMBER_IN)).plusSeconds(1));
        }
    }

    private boolean hand(Message message) {
        try {
            sms.send(message);
            return true;
        } catch (IOException e) {
            LOG.warn("A message for {} was not sent: {}", message.purpose(), e.getMessage());
            return false;
        }
    }

    private byte[] hash(UUID challenge, String code) {
        return secret.hash("otp", challenge.toString(), code);
    }

    private record Outcome(Optional<OtpVerifyAnswer> answer, String refusal, int left) {
        static Outcome refused(String code) {
            return new Outcome(Optional.empty(), code, 0);
        }
    }

    /**
     * Takes a code back, at the desk that asked for it. The same right code again, because the first answer was lost, gets the
     * same proof.
     *
     * @throws ApiError 400 OTP_WRONG, OTP_EXPIRED, OTP_REPLACED, OTP_SPENT or OTP_UNKNOWN
     */
    public OtpVerifyAnswer verify(OperatorCaller caller, UUID challenge, String code) {
        if (!code.matches("[0-9]{6}")) {
            throw ApiError.field("code", "A code has six digits.");
        }
        UUID desk = caller.atDesk();
        // a wrong try must be committed, so it is no exception
        Outcome outcome = database.inTransaction(tx -> check(tx, caller, desk, challenge, code));
        return outcome.answer().orElseThrow(() -> switch (outcome.refusal()) {
            case "OTP_WRONG" -> new ApiError(400, "OTP_WRONG", "This is not the code.", Map.of("wrongTriesLeft", outcome.left()));
            case "OTP_EXPIRED" -> new ApiError(400, "OTP_EXPIRED", "The code is too old. Please send a new one.");
            case "OTP_REPLACED" -> new ApiError(400, "OTP_REPLACED", "A newer code was sent. Please use that one.");
            case "OTP_SPENT" -> new ApiError(400, "OTP_SPENT", "This code cannot be used any more. Please send a new one.");
            default -> new ApiError(400, "OTP_UNKNOWN", "No such code was sent from this desk.");
        });
    }

    private Outcome check(Tx tx, OperatorCaller caller, UUID desk, UUID challenge, String code) {
        UUID tenant = caller.tenant();
        Optional<Record> found = tx.fetchOptional("select * from otp where tenant_id = ? and id = ? and desk_id = ? for update",
                tenant, challenge,
                desk);
        if (found.isEmpty()) {
            return Outcome.refused("OTP_UNKNOWN");
        }
        Record row = found.get();
        Instant now = clock.instant();
        boolean right = MessageDigest.isEqual(row.get("code_hash", byte[].class), hash(challenge, code));
        boolean expired = !row.get("expires_at", Instant.class).isAfter(now);
        return switch (row.get("state", String.class)) {
            case "used" -> right && !expired ? proofAgain(row) : Outcome.refused("OTP_SPENT");
            case "replaced" -> Outcome.refused("OTP_REPLACED");
            case "live" ->
                expired ? Outcome.refused("OTP_EXPIRED") : right ? accept(tx, caller, desk, row) : wrong(tx, caller, row);
            default -> Outcome.refused("OTP_SPENT");
        };
    }

    private Outcome wrong(Tx tx, OperatorCaller caller, Record row) {
        int tries = row.get("wrong_tries", Integer.class) + 1;
        tx.execute("update otp set wrong_tries = ?, state = ? where tenant_id = ? and id = ?", tries,
                tries >= TRIES ? "spent" : "live",
                caller.tenant(), row.get("id", UUID.class));
        audit.record(tx, caller.tenant(), caller.principal(), "OTP_WRONG", row.get("member", String.class),
                Map.of("tries", tries));
        return new Outcome(Optional.empty(), tries >= TRIES ? "OTP_SPENT" : "OTP_WRONG", TRIES - tries);
    }

    private Outcome accept(Tx tx, OperatorCaller caller, UUID desk, Record row) {
        UUID proof = ids.next();
        Instant now = clock.instant();
        String member = row.get("member", String.class);
        String purpose = row.get("purpose", String.class);
        tx.execute("update otp set state = 'used', proof = ?, verified_at = ? where tenant_id = ? and id = ?", proof, now,
                caller.tenant(),
                row.get("id", UUID.class));
        verified.onVerified(tx, caller.tenant(), proof, member, purpose, desk, now, now.plus(PROOF_LIFE));
        audit.record(tx, caller.tenant(), caller.principal(), "OTP_VERIFIED", member,
                Map.of("purpose", purpose, "proof", proof.toString()));
        return new Outcome(Optional.of(new OtpVerifyAnswer(proof, member, purpose, now, now.plus(PROOF_LIFE))), "", 0);
    }

    private static Outcome proofAgain(Record row) {
        Instant at = row.get("verified_at", Instant.class);
        return new Outcome(Optional.of(new OtpVerifyAnswer(row.get("proof", UUID.class), row.get("member", String.class),
                row.get("purpose", String.class), at, at.plus(PROOF_LIFE))), "", 0);
    }
}
