package guichet.server.access;

import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.access.ChallengeRequest;
import guichet.protocol.access.DeskSessionAnswer;
import guichet.protocol.access.DeskSessionRequest;
import guichet.protocol.access.EnrolAnswer;
import guichet.protocol.access.EnrolRequest;
import guichet.protocol.access.EnrolmentCodeAnswer;
import guichet.protocol.access.EnrolmentCodeRequest;
import guichet.protocol.access.OfficeSessionRequest;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.server.web.AllowedRoles;
import guichet.server.web.ApiError;
import guichet.server.web.Door;
import guichet.server.web.RateLimits;
import guichet.server.web.RateLimits.Limit;
import guichet.server.web.Role;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Delete;
import io.avaje.http.api.Post;
import io.avaje.http.api.Produces;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Coming in: desks by enrolment and challenge, operators by name and secret. */
@Produces(statusCode = 200)
@Controller("/api/desk/v1")
public final class AccessRoutes {
    private static final Limit ENROL = new Limit("enrol", 60, Duration.ofMinutes(1));
    private static final Limit CHALLENGE = new Limit("challenge", 60, Duration.ofMinutes(1));
    private static final Limit SIGN_IN = new Limit("sign-in", 30, Duration.ofMinutes(1));
    private static final Limit OFFICE = new Limit("office", 20, Duration.ofMinutes(1));

    private final Enrolment enrolment;
    private final DeskSessions deskSessions;
    private final SignIn signIn;
    private final OperatorAccounts accounts;
    private final RateLimits rates;

    /** @param rates counts tries by address and by desk */
    public AccessRoutes(Enrolment enrolment, DeskSessions deskSessions, SignIn signIn, OperatorAccounts accounts,
            RateLimits rates) {
        this.enrolment = enrolment;
        this.deskSessions = deskSessions;
        this.signIn = signIn;
        this.accounts = accounts;
        this.rates = rates;
    }

    /** A code for one new desk, for an administrator or a supervisor of the location. */
    @AllowedRoles({Role.ADMIN, Role.SUPERVISOR})
    @Post("/enrolment-codes")
    EnrolmentCodeAnswer enrolmentCode(Context ctx, EnrolmentCodeRequest request) {
        OperatorCaller caller = Door.caller(ctx, OperatorCaller.class);
        if (!caller.operator().mayWorkAt(request.location())) {
            throw new ApiError(403, "PERMISSION_DENIED", "This location is not yours.");
        }
        String code = enrolment.newCode(caller.tenant(), request.location(), Optional.of(caller.operator().id())).text();
        return new EnrolmentCodeAnswer(code, Enrolment.LIFE.toSeconds());
    }

    /** A new desk makes itself known with a code. */
    @AllowedRoles(Role.ANYONE)
    @Post("/enrol")
    EnrolAnswer enrol(Context ctx, EnrolRequest request) {
        rates.take(ENROL, ctx.ip());
        return enrolment.enrol(request);
    }

    /** Something for a known desk to sign. */
    @AllowedRoles(Role.ANYONE)
    @Post("/challenge")
    ChallengeAnswer challenge(ChallengeRequest request) {
        rates.take(CHALLENGE, request.desk().toString());
        return deskSessions.challenge(request.desk());
    }

    /** A session for a desk that signed its challenge. */
    @AllowedRoles(Role.ANYONE)
    @Post("/desk-session")
    DeskSessionAnswer deskSession(DeskSessionRequest request) {
        rates.take(CHALLENGE, "session:" + request.desk());
        return deskSessions.open(request);
    }

    /** An operator signs in at the calling desk. */
    @AllowedRoles(Role.DESK)
    @Post("/session")
    SignInAnswer signIn(Context ctx, SignInRequest request) {
        DeskCaller desk = Door.caller(ctx, DeskCaller.class);
        rates.take(SIGN_IN, desk.principal());
        return signIn.atDesk(desk, request.login(), request.secret(),
                Ed25519.publicKey("approvalPublicKey", request.approvalPublicKey()));
    }

    /** An administrator or a supervisor signs in away from any desk. */
    @AllowedRoles(Role.ANYONE)
    @Post("/office-session")
    SignInAnswer office(Context ctx, OfficeSessionRequest request) {
        rates.take(OFFICE, ctx.ip());
        return signIn.inOffice(request.licencee(), request.login(), request.secret());
    }

    /** The calling operator signs out. */
    @AllowedRoles({Role.CASHIER, Role.FLOOR, Role.SUPERVISOR, Role.ADMIN, Role.READER})
    @Delete("/session")
    void signOut(Context ctx) {
        signIn.out(Door.caller(ctx, OperatorCaller.class), Door.token(ctx).orElseThrow());
    }

    /** Suspends an operator at once. */
    @AllowedRoles({Role.ADMIN, Role.SUPERVISOR})
    @Post("/operators/{id}/suspend")
    void suspend(Context ctx, UUID id) {
        accounts.suspend(Door.caller(ctx, OperatorCaller.class), id);
    }

    /** Lets a suspended or locked operator in again. */
    @AllowedRoles({Role.ADMIN, Role.SUPERVISOR})
    @Post("/operators/{id}/activate")
    void activate(Context ctx, UUID id) {
        accounts.activate(Door.caller(ctx, OperatorCaller.class), id);
    }

    /** Ends all sessions of an operator. */
    @AllowedRoles({Role.ADMIN, Role.SUPERVISOR})
    @Post("/operators/{id}/end-sessions")
    void endSessions(Context ctx, UUID id) {
        accounts.endSessions(Door.caller(ctx, OperatorCaller.class), id);
    }
}
