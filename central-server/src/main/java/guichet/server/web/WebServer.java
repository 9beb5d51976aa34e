package guichet.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson3;
import io.javalin.plugin.Plugin;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server: routes given by the features, everything around them from here. */
public final class WebServer implements AutoCloseable {
    /**
     * Where to listen.
     *
     * @param host the address; anything but a loopback one needs {@code tls}
     * @param port 0 takes a free one
     * @param tls the key to show, or none
     * @param cors origins whose pages may call, such as {@code https://desk.example}
     */
    public record Listen(String host, int port, Optional<Tls> tls, List<String> cors) {
    }

    /** A PKCS#12 or JKS keystore and its password. */
    public record Tls(Path keystore, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[" + keystore + "]";
        }
    }

    /** One route as it was registered. */
    public record Route(String method, String path, Set<Role> roles) {
    }

    private final Javalin javalin;
    private final List<Route> routes;

    private WebServer(Javalin javalin, List<Route> routes) {
        this.javalin = javalin;
        this.routes = routes;
    }

    /**
     * Starts to listen.
     *
     * @param figures gets the time of every request, by route
     * @param routes the features' routes; literal segments before {@code {…}}, or the start is refused
     * @throws IllegalStateException if a route can never be reached or names no role
     */
    public static WebServer start(Listen listen, Door door, Errors errors, MeterRegistry figures, List<Plugin<?>> routes) {
        Javalin javalin = Javalin.create(config -> configure(config, listen, door, errors, figures, routes));
        RouteGuard.check(javalin.unsafe.internalRouter);
        if (listen.tls().isPresent()) {
            javalin.start();
        } else {
            javalin.start(listen.host(), listen.port());
        }
        return new WebServer(javalin, registered(javalin));
    }

    private static void configure(JavalinConfig config, Listen listen, Door door, Errors errors, MeterRegistry figures,
            List<Plugin<?>> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = RequestBodies.DESK_LIMIT;
        config.router.ignoreTrailingSlashes = true;
        config.jsonMapper(new JavalinJackson3(json(), true));
        config.jetty.modifyServletContextHandler(WebServer::filters);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        listen.tls().ifPresent(tls -> config.jetty.addConnector((server, http) -> tlsConnector(server, http, listen, tls)));
        if (!listen.cors().isEmpty()) {
            config.bundledPlugins
                    .enableCors(cors -> cors.addRule(rule -> listen.cors().forEach(origin -> rule.allowHost(origin))));
        }
        errors.install(config.routes);
        config.routes.beforeMatched(door::check);
        routes.forEach(config::registerPlugin);
        config.requestLogger.http((ctx, millis) -> measure(figures, ctx, millis));
    }

    private static void measure(MeterRegistry figures, Context ctx, float millis) {
        // the route's pattern, never the address itself: it may carry a person's number
        @Nullable
        Endpoint route = ctx.endpoints().lastHttpEndpoint();
        Timer.builder("http.server.requests")
                .tag("method", ctx.method().name())
                .tag("route", route == null ? "none" : route.path)
                .tag("status", Integer.toString(ctx.statusCode()))
                .register(figures)
                .record(Duration.ofNanos((long) (millis * 1e6)));
    }

    private static void filters(ServletContextHandler handler) {
        handler.addFilter(new FilterHolder(new RequestIds()), "/*", EnumSet.of(DispatcherType.REQUEST));
        handler.addFilter(new FilterHolder(new RequestBodies()), "/*", EnumSet.of(DispatcherType.REQUEST));
        // the event stream answers asynchronously
        for (FilterHolder filter : handler.getServletHandler().getFilters()) {
            filter.setAsyncSupported(true);
        }
    }

    private static ServerConnector tlsConnector(org.eclipse.jetty.server.Server server, HttpConfiguration http, Listen listen,
            Tls tls) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(tls.keystore().toString());
        ssl.setKeyStorePassword(tls.password());
        ssl.setSniRequired(false);
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server, ssl, new HttpConnectionFactory(secure));
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        return connector;
    }

    /** How every answer is written and every body read: times as text, unknown fields passed over, missing ones refused. */
    public static JsonMapper json() {
        return JsonMapper.builder()
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.ALWAYS))
                .build();
    }

    private static List<Route> registered(Javalin javalin) {
        return javalin.unsafe.internalRouter.allHttpHandlers()
                .stream()
                .map(entry -> entry.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> new Route(endpoint.method.name(), endpoint.path, roles(endpoint.metadata(Roles.class))))
                .toList();
    }

    private static Set<Role> roles(@Nullable Roles roles) {
        return roles == null
                ? Set.of()
                : roles.getRoles().stream().filter(Role.class::isInstance).map(Role.class::cast)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Every route with its roles, in the order of registration. */
    public List<Route> routes() {
        return routes;
    }

    /** Lets running requests end, then stops. */
    @Override
    public void close() {
        javalin.stop();
    }
}
