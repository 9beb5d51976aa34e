package guichet.server.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before every matched route: limits, the caller behind the token, and whether the route is for such a caller. */
public final class Door {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");
    private static final String CALLER = "guichet.caller";

    /** How many requests one address and one caller may make. */
    public record Limits(RateLimits.Limit perAddress, RateLimits.Limit perCaller) {
        /** Wide enough for a busy location behind one address, narrow enough to stop a flood. */
        public static Limits usual() {
            return new Limits(new RateLimits.Limit("address", 6_000, Duration.ofMinutes(1)),
                    new RateLimits.Limit("caller", 3_000, Duration.ofMinutes(1)));
        }
    }

    private final List<Credentials> credentials;
    private final RateLimits rates;
    private final Limits limits;

    /** @param credentials asked in order; the first that knows the token says who calls */
    public Door(List<Credentials> credentials, RateLimits rates, Limits limits) {
        this.credentials = List.copyOf(credentials);
        this.rates = rates;
        this.limits = limits;
    }

    void check(Context ctx) {
        rates.take(limits.perAddress(), ctx.ip());
        Set<?> allowed = ctx.routeRoles();
        if (allowed.contains(Role.ANYONE)) {
            return;
        }
        Caller caller = token(ctx).flatMap(this::callerOf)
                .orElseThrow(() -> new ApiError(401, "NOT_AUTHENTICATED", "Please sign in."));
        rates.take(limits.perCaller(), caller.principal());
        if (caller.roles().stream().noneMatch(allowed::contains)) {
            throw new ApiError(403, "PERMISSION_DENIED", "You may not do this.");
        }
        if (caller.readOnly() && !LOOKING.contains(ctx.method().name()) && !allowed.contains(Role.READER)) {
            throw new ApiError(403, "READ_ONLY", "This account may look but not change anything.");
        }
        ctx.attribute(CALLER, caller);
    }

    private Optional<Caller> callerOf(String token) {
        return credentials.stream().flatMap(known -> known.callerOf(token).stream()).findFirst();
    }

    /** The bearer token of the request, if it carries one. */
    public static Optional<String> token(Context ctx) {
        @Nullable
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        return Optional.of(header.substring(7).strip()).filter(token -> !token.isEmpty() && token.length() <= 4096);
    }

    /**
     * The caller of a route that is for callers of this kind.
     *
     * @throws ApiError 403 if it is of another kind
     */
    public static <C extends Caller> C caller(Context ctx, Class<C> kind) {
        @Nullable
        Caller caller = ctx.attribute(CALLER);
        if (!kind.isInstance(caller)) {
            throw new ApiError(403, "PERMISSION_DENIED", "You may not do this.");
        }
        return kind.cast(caller);
    }
}
