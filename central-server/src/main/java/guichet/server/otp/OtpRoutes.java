package guichet.server.otp;

import guichet.protocol.access.OtpSendAnswer;
import guichet.protocol.access.OtpSendRequest;
import guichet.protocol.access.OtpVerifyAnswer;
import guichet.protocol.access.OtpVerifyRequest;
import guichet.server.access.OperatorCaller;
import guichet.server.web.AllowedRoles;
import guichet.server.web.Door;
import guichet.server.web.RateLimits;
import guichet.server.web.RateLimits.Limit;
import guichet.server.web.Role;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Post;
import io.avaje.http.api.Produces;
import io.javalin.http.Context;
import java.time.Duration;

/** One-time codes, for operators at a desk. */
@Produces(statusCode = 200)
@Controller("/api/desk/v1/otp")
@AllowedRoles({Role.CASHIER, Role.SUPERVISOR, Role.ADMIN})
public final class OtpRoutes {
    private static final Limit SEND = new Limit("otp-send", 30, Duration.ofMinutes(10));
    private static final Limit VERIFY = new Limit("otp-verify", 60, Duration.ofMinutes(10));

    private final OneTimeCodes codes;
    private final RateLimits rates;

    /** @param rates counts what one operator sends and tries */
    public OtpRoutes(OneTimeCodes codes, RateLimits rates) {
        this.codes = codes;
        this.rates = rates;
    }

    /** Sends a code to the member's mobile. */
    @Post("/send")
    OtpSendAnswer send(Context ctx, OtpSendRequest request) {
        OperatorCaller caller = Door.caller(ctx, OperatorCaller.class);
        rates.take(SEND, caller.principal());
        return codes.send(caller, request.member(), request.purpose());
    }

    /** Takes the code back that the member read out. */
    @Post("/verify")
    OtpVerifyAnswer verify(Context ctx, OtpVerifyRequest request) {
        OperatorCaller caller = Door.caller(ctx, OperatorCaller.class);
        rates.take(VERIFY, caller.principal());
        return codes.verify(caller, request.challengeId(), request.code());
    }
}
