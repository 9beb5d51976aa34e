package guichet.server;

import guichet.domain.identity.Uuid7;
import guichet.server.access.AccessRoutes$Route;
import guichet.server.access.AccessRoutes;
import guichet.server.access.ApprovalKeys;
import guichet.server.access.DeskSessions;
import guichet.server.access.Desks;
import guichet.server.access.Enrolment;
import guichet.server.access.Location;
import guichet.server.access.Locations;
import guichet.server.access.OperatorAccounts;
import guichet.server.access.Operators;
import guichet.server.access.SignIn;
import guichet.server.access.Tokens;
import guichet.server.audit.Audit;
import guichet.server.feed.Reference;
import guichet.server.database.Database;
import guichet.server.database.DatabaseAddress;
import guichet.server.database.EmbeddedPostgres;
import guichet.server.feed.Feed;
import guichet.server.feed.Live;
import guichet.server.feed.Outbox;
import guichet.server.feed.Publisher;
import guichet.server.health.HealthRoutes$Route;
import guichet.server.health.HealthRoutes;
import guichet.server.identity.Ids;
import guichet.server.identity.SecretHashes;
import guichet.server.keys.OwnerOnly;
import guichet.server.keys.ServerKey;
import guichet.server.keys.ServerSecret;
import guichet.server.members.MemberImport;
import guichet.server.members.Members;
import guichet.server.messages.MessageSender;
import guichet.server.operations.Allowances;
import guichet.server.operations.DeskOperations;
import guichet.server.operations.DeskRoutes$Route;
import guichet.server.operations.DeskRoutes;
import guichet.server.operations.HeldKeeper;
import guichet.server.otp.OneTimeCodes;
import guichet.server.otp.OtpRoutes$Route;
import guichet.server.otp.OtpRoutes;
import guichet.server.reference.ReferenceRoutes$Route;
import guichet.server.reference.ReferenceRoutes;
import guichet.server.seed.SeedImport;
import guichet.server.web.Door;
import guichet.server.web.Errors;
import guichet.server.web.RateLimits;
import guichet.server.web.WebServer;
import io.javalin.plugin.Plugin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running central server. This is the one place where its parts are put together. */
public final class GuichetServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuichetServer.class);
    private static final int CONNECTIONS = 20;
    private static final int HASHES_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Deque<AutoCloseable> parts;
    private final Database database;
    private final Enrolment enrolment;
    private final WebServer web;
    private boolean closed;

    private GuichetServer(Deque<AutoCloseable> parts, Database database, Enrolment enrolment, WebServer web) {
        this.parts = parts;
        this.database = database;
        this.enrolment = enrolment;
        this.web = web;
    }

    /** Starts everything; if a part fails, those already started are closed again. */
    public static GuichetServer start(ServerConfig config) {
        return start(config, InstantSource.system());
    }

    /**
     * As {@link #start(ServerConfig)}, with another clock.
     *
     * @param clock the server's time
     */
    static GuichetServer start(ServerConfig config, InstantSource clock) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return assemble(config, clock, parts);
        } catch (RuntimeException | Error e) {
            closeAll(parts);
            throw e;
        }
    }

    private static GuichetServer assemble(ServerConfig config, InstantSource clock,
            Deque<AutoCloseable> parts) {
        OwnerOnly.directory(config.data());
        ServerKey key = ServerKey.load(config.data().resolve("server.key"));
        ServerSecret secret = ServerSecret.load(config.data().resolve("server.secret"));
        MessageSender sms = MessageSender.ofSms(config.sms(), clock);
        parts.push(sms);
        MessageSender mail = MessageSender.ofMail(config.mail(), clock);
        parts.push(mail);
        Database database = open(config, parts);
        PrometheusMeterRegistry figures = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        parts.push(figures::close);

        Ids ids = new Ids();
        Audit audit = new Audit(ids, clock);
        SecretHashes hashes = new SecretHashes(HASHES_AT_ONCE);
        RateLimits rates = new RateLimits();
        Operators operators = new Operators();
        Tokens tokens = new Tokens(database, clock);
        Desks desks = new Desks(tokens, audit);
        Publisher publisher = new Publisher(database);
        Outbox outbox = new Outbox(publisher);
        Reference reference = new Reference(outbox);
        database.useTransaction(tx -> Feed.begin(tx, ids.next().toString()));
        Enrolment enrolment = new Enrolment(database, key, secret, audit, reference, ids, clock);
        DeskSessions deskSessions = new DeskSessions(database, desks, tokens, secret, audit, clock);
        ApprovalKeys approvalKeys = new ApprovalKeys();
        SignIn signIn = new SignIn(database, operators, approvalKeys, tokens, hashes, audit, clock);
        OperatorAccounts accounts = new OperatorAccounts(database, operators, tokens, audit, reference, clock);
        Members members = new Members(outbox);
        OneTimeCodes codes = new OneTimeCodes(database, members, members, sms, secret, audit, ids, clock);
        new SeedImport(database, hashes, new MemberImport(reference, hashes, ids, clock), audit, ids, clock).run(config.seed());

        DeskOperations operations = new DeskOperations(database, desks, approvalKeys, outbox, key, clock);
        Allowances allowances = new Allowances(database, operations, desks, key, clock,
                new Uuid7(clock, new SecureRandom()));
        Feed feed = new Feed(database, clock);
        Live live = new Live(publisher);
        parts.push(new HeldKeeper(operations).start());
        parts.push(publisher.start());

        List<Plugin<?>> routes = List.of(new HealthRoutes$Route(new HealthRoutes(database, figures)),
                new ReferenceRoutes$Route(new ReferenceRoutes()),
                new AccessRoutes$Route(new AccessRoutes(enrolment, deskSessions, signIn, accounts, rates)),
                new OtpRoutes$Route(new OtpRoutes(codes, rates)),
                new DeskRoutes$Route(new DeskRoutes(operations, allowances, feed, clock)), live);
        Door door = new Door(List.of(tokens), rates, Door.Limits.usual());
        WebServer web = WebServer.start(listen(config), door, new Errors(Map.of()), figures, routes);
        parts.push(web);
        parts.push(live.start());
        LOG.info("The server listens on {}:{}; its key is {}", config.host(), web.port(), key.fingerprint());
        return new GuichetServer(parts, database, enrolment, web);
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

    /** The locations of all licencees, for the person who runs the server. */
    public List<Location> locations() {
        return database.reading(tx -> new Locations().all(tx));
    }

    /** A code for one new desk at a location, for the person who runs the server. */
    public String enrolmentCode(UUID licencee, UUID location) {
        return enrolment.newCode(licencee, location, Optional.empty()).text();
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
