package guichet.server;

import guichet.server.database.Database;
import guichet.server.database.DatabaseAddress;
import guichet.server.database.EmbeddedPostgres;
import guichet.server.health.HealthRoutes;
import guichet.server.health.HealthRoutes$Route;
import guichet.server.web.Door;
import guichet.server.web.Errors;
import guichet.server.web.RateLimits;
import guichet.server.web.WebServer;
import io.javalin.plugin.Plugin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running central server. This is the one place where its parts are put together. */
public final class GuichetServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuichetServer.class);
    private static final int CONNECTIONS = 20;

    private final Deque<AutoCloseable> parts;
    private final Database database;
    private final WebServer web;
    private boolean closed;

    private GuichetServer(Deque<AutoCloseable> parts, Database database, WebServer web) {
        this.parts = parts;
        this.database = database;
        this.web = web;
    }

    /** Starts everything; if a part fails, those already started are closed again. */
    public static GuichetServer start(ServerConfig config) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            Database database = open(config, parts);
            PrometheusMeterRegistry figures = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            parts.push(figures::close);
            List<Plugin<?>> routes = List.of(new HealthRoutes$Route(new HealthRoutes(database, figures)));
            Door door = new Door(List.of(), new RateLimits(), Door.Limits.usual());
            WebServer web = WebServer.start(listen(config), door, new Errors(Map.of()), routes);
            parts.push(web);
            LOG.info("The server listens on {}:{}", config.host(), web.port());
            return new GuichetServer(parts, database, web);
        } catch (RuntimeException | Error e) {
            closeAll(parts);
            throw e;
        }
    }

    private static Database open(ServerConfig config, Deque<AutoCloseable> parts) {
        DatabaseAddress address;
        Optional<String> given = config.database();
        if (given.isPresent()) {
            address = new DatabaseAddress(given.get(), config.databaseUser(), config.databasePassword());
        } else {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(config.data().resolve("postgres"));
            parts.push(postgres);
            address = postgres.address();
        }
        Database database = Database.open(address, CONNECTIONS);
        parts.push(database);
        return database;
    }

    private static WebServer.Listen listen(ServerConfig config) {
        return new WebServer.Listen(config.host(), config.port(),
                config.tlsKeystore().map(keystore -> new WebServer.Tls(keystore, config.tlsPassword().orElseThrow())),
                config.cors());
    }

    /** The port it listens on. */
    public int port() {
        return web.port();
    }

    /** Every route with its roles. */
    public List<WebServer.Route> routes() {
        return web.routes();
    }

    /** The server's database, for the demo and for tests. */
    public Database database() {
        return database;
    }

    /** Stops listening, lets running requests end, closes the pool and stops the embedded database. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeAll(parts);
        }
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the server did not close cleanly", e);
            }
        }
    }
}
