package guichet.desk.counter;

import guichet.desk.deciding.Decided;
import guichet.desk.deciding.Deciding;
import guichet.desk.deciding.Reasons;
import guichet.desk.line.Line;
import guichet.desk.signin.Presence;
import guichet.desk.signin.SignedIn;
import guichet.desk.words.Reason;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Alias;
import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.domain.members.Proof;
import guichet.domain.operations.RegisterMember;
import guichet.domain.state.Columns;
import guichet.protocol.access.OtpSendAnswer;
import guichet.protocol.access.OtpSendRequest;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.protocol.access.OtpVerifyRequest;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Change;
import guichet.protocol.operations.SideCodec;
import guichet.sync.server.Reply;
import guichet.sync.server.Token;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The steps before a card changes hands: who the customer is, and that the mobile answers. */
final class Assigning {
    /** As many as a code has at the server; the answer to a wrong one does not say how many are left. */
    private static final int TRIES = 5;

    private static final int UNAUTHORIZED = 401;

    private final Presence presence;
    private final Deciding deciding;
    private final Lookups lookups;
    private final SecureRandom random;
    private final Map<String, Integer> wrong = new ConcurrentHashMap<>();

    Assigning(Presence presence, Deciding deciding, Lookups lookups, SecureRandom random) {
        this.presence = presence;
        this.deciding = deciding;
        this.lookups = lookups;
        this.random = random;
    }

    /** Sends a code to the holder, who is registered first when new. */
    CodeSent sendCode(Line line, Holder holder) {
        if (!line.online()) {
            return new CodeSent.NotSent(Reason.of("OTP_NEEDS_ONLINE"));
        }
        Optional<Token> token = token();
        if (token.isEmpty()) {
            return new CodeSent.NotSent(Reason.of("SIGN_IN_AGAIN"));
        }
        Optional<MemberId> known = known(line, holder);
        MemberId member;
        if (known.isPresent()) {
            member = known.get();
        } else {
            MemberId fresh = new MemberId(line.ids().next());
            Optional<Reason> refused = register(line, fresh, holder);
            if (refused.isPresent()) {
                return new CodeSent.NotSent(refused.get());
            }
            member = fresh;
        }
        Instant now = line.clock().instant();
        return switch (line.client().sendCode(token.get(), new OtpSendRequest(member.toString(), Proof.ASSIGN_CARD))) {
            case Reply.Answered<OtpSendAnswer>(OtpSendAnswer sent) ->
                new CodeSent.Sent(sent.challengeId().toString(), shown(line, member, sent),
                        now.plusSeconds(sent.resendAfterSeconds()), now.plusSeconds(sent.expiresInSeconds()));
            case Reply.Refused<OtpSendAnswer>(int status, String code, String _) ->
                new CodeSent.NotSent(Reason.of(status == UNAUTHORIZED ? "SIGN_IN_AGAIN" : code));
            case Reply.RateLimited<OtpSendAnswer>(Duration after) ->
                new CodeSent.NotSent(Reason.of("OTP_TOO_MANY", now.plus(after)));
            case Reply.Unreachable<OtpSendAnswer> _ -> new CodeSent.NotSent(Reason.of("OTP_NEEDS_ONLINE"));
        };
    }

    /** The number in this desk's own spelling; the server's when the member's profile is not here. */
    private static String shown(Line line, MemberId member, OtpSendAnswer sent) {
        String ours = Lookups.masked(line, member);
        return ours.isEmpty() ? sent.sentTo().replace('*', '•') : ours;
    }

    /** Checks a code; the proof of a right one is known here at once, the feed will bring it again. */
    CodeCheck checkCode(Line line, String challenge, String code) {
        Optional<Token> token = token();
        if (token.isEmpty()) {
            return new CodeCheck.NotChecked(Reason.of("SIGN_IN_AGAIN"));
        }
        OtpVerifyRequest request = new OtpVerifyRequest(UUID.fromString(challenge), code);
        return switch (line.client().verifyCode(token.get(), request)) {
            case Reply.Answered<OtpVerifyAnswer>(OtpVerifyAnswer answer) -> {
                wrong.remove(challenge);
                Proof proof = new Proof(new ProofId(answer.proof()), MemberId.parse(answer.member()), answer.purpose(),
                        line.identity().chain().desk(), answer.verifiedAt(), answer.expiresAt(), null);
                Columns row = proof.columns();
                line.feed().apply(new Change(Proof.key(proof.id()), 0, row));
                yield new CodeCheck.Right(proof.id().toString());
            }
            case Reply.Refused<OtpVerifyAnswer> refused -> switch (refused.code()) {
                case "OTP_WRONG" -> new CodeCheck.Wrong(Math.max(0, TRIES - wrong.merge(challenge, 1, Integer::sum)));
                case "OTP_EXPIRED", "OTP_SPENT", "OTP_REPLACED", "OTP_UNKNOWN" -> {
                    wrong.remove(challenge);
                    yield new CodeCheck.NotChecked(Reason.of("OTP_EXPIRED"));
                }
                default -> new CodeCheck.NotChecked(Reason.of(refused.code()));
            };
            case Reply.RateLimited<OtpVerifyAnswer>(Duration after) ->
                new CodeCheck.NotChecked(Reason.of("OTP_TOO_MANY", line.clock().instant().plus(after)));
            case Reply.Unreachable<OtpVerifyAnswer> _ -> new CodeCheck.NotChecked(Reason.of("OTP_NEEDS_ONLINE"));
        };
    }

    /** The member that a holder is, as far as is known here. */
    Optional<MemberId> known(Line line, Holder holder) {
        return switch (holder) {
            case Holder.Known(String memberId, String _, String _) -> Optional.of(MemberId.parse(memberId));
            case Holder.New(String _, String mobile) ->
                Lookups.mobile(mobile).flatMap(number -> lookups.byMobile(line, line.view(), number));
        };
    }

    /** The operator's own: codes are asked for by a person. */
    private Optional<Token> token() {
        return presence.operator().flatMap(SignedIn::token);
    }

    private Optional<Reason> register(Line line, MemberId member, Holder holder) {
        if (!(holder instanceof Holder.New(String name, String typed))) {
            return Optional.of(Reason.of("MEMBER_NOT_FOUND"));
        }
        Optional<MobileNumber> mobile = Lookups.mobile(typed);
        Optional<Alias.Name> alias = mobile.flatMap(number -> MobileAlias.of(line, number));
        if (mobile.isEmpty()) {
            return Optional.of(Reason.of("MOBILE_WRONG"));
        }
        if (alias.isEmpty()) {
            // Without it the number could belong to two members.
            return Optional.of(Reason.of("ALIAS_KEY_MISSING"));
        }
        SideRecord profile = SideRecord.of(SideCodec.encode(new Profile(name.strip(), mobile.get(), null)), random);
        OperationId id = line.newId();
        Decided decided = deciding.decide(id,
                header -> new RegisterMember(header, member, profile.digest(), List.of(alias.get())), List.of(profile));
        return switch (decided) {
            case Decided.Done _ -> Optional.empty();
            case Decided.Refused refused -> Optional.of(Reasons.of(refused, line));
            case Decided.NeedsServer needs -> Optional.of(Reasons.of(needs, line));
            case Decided.InDoubt doubt -> Optional.of(Reason.of(doubt.why()));
            case Decided.Withdrawn _ -> Optional.of(Reason.of("WITHDRAWN"));
        };
    }
}
