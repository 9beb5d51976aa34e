package guichet.server.web;

import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The router takes the first route that fits, in the order of registration: {@code /m/{id}} before {@code /m/summary} swallows
 * it. A server with such a pair, or with a route that names no role, does not start.
 */
final class RouteGuard {
    private RouteGuard() {
    }

    static void check(InternalRouter router) {
        List<String> faults = new ArrayList<>();
        for (ParsedEndpoint route : router.allHttpHandlers()) {
            Endpoint endpoint = route.endpoint;
            if (!endpoint.method.isHttpMethod()) {
                continue;
            }
            String name = endpoint.method.name() + " " + endpoint.path;
            String sample = endpoint.path.replaceAll("\\{[^}]*}|<[^>]*>", "zz9");
            @Nullable
            ParsedEndpoint first = router.findFirstHttpHandlerEntry(endpoint.method, sample);
            if (first != null && first != route) {
                faults.add(name + " is swallowed by " + first.endpoint.path);
            }
            @Nullable
            Roles roles = endpoint.metadata(Roles.class);
            if (roles == null || roles.getRoles().isEmpty()) {
                faults.add(name + " names no role");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The routes are wrong: " + String.join("; ", faults));
        }
    }
}
