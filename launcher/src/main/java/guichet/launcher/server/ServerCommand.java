package guichet.launcher.server;

import guichet.server.GuichetServer;
import guichet.server.ServerConfig;
import guichet.server.access.Location;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code guichet server}: runs until it is told to stop; SIGTERM ends it cleanly. */
@Command(name = "server", description = "Runs the central server until it is stopped.", footer = {"",
        "Every option is also an environment variable (GUICHET_PORT) or a file that one names (GUICHET_PORT_FILE)."})
public final class ServerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--host", description = "Address to listen on; anything but loopback needs TLS. Default: 127.0.0.1")
    private @Nullable String host;
    @Option(names = "--port", description = "Port; 0 takes a free one. Default: " + ServerConfig.USUAL_PORT)
    private @Nullable String port;
    @Option(names = "--data", description = "Folder of the keys and of the embedded database. Default: guichet-data")
    private @Nullable String data;
    @Option(names = "--database", description = "JDBC URL of a PostgreSQL to use instead of the embedded one.")
    private @Nullable String database;
    @Option(names = "--database-user", description = "User of --database. Its password: GUICHET_DATABASE_PASSWORD or …_FILE.")
    private @Nullable String databaseUser;
    @Option(names = "--sms", description = "How SMS go out: log, file:DIR or http:URL. Default: log")
    private @Nullable String sms;
    @Option(names = "--mail", description = "How mail goes out: log or file:DIR. Default: log")
    private @Nullable String mail;
    @Option(names = "--cors", description = "Origins whose web pages may call the server, with commas between them.")
    private @Nullable String cors;
    @Option(names = "--seed", description = "First data: none, demo or a file. Default: none")
    private @Nullable String seed;
    @Option(names = "--tls-keystore", description = "PKCS#12 keystore. Its password: GUICHET_TLS_PASSWORD or …_FILE.")
    private @Nullable String tlsKeystore;

    @Option(names = "--enrolment-code", paramLabel = "LOCATION", description = "Also prints a code for one new desk at this location. It is a secret for 15 minutes.")
    private @Nullable String enrolmentCode;

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig config = ServerConfig.from(options(), System.getenv());
        CountDownLatch stopped = new CountDownLatch(1);
        GuichetServer server = GuichetServer.start(config);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("server-stop").unstarted(() -> {
            server.close();
            stopped.countDown();
        }));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Guichet server listens on port " + server.port());
        if (enrolmentCode == null) {
            out.println("A code for a new desk: start with --enrolment-code LOCATION, or let a supervisor make one.");
        } else {
            Location location = named(server.locations(), enrolmentCode);
            out.println("A code for a new desk at " + location.name() + ": "
                    + server.enrolmentCode(location.tenant(), location.id()));
        }
        stopped.await();
        return 0;
    }

    /**
     * The one location with this name; {@code LICENCEE/LOCATION} where several licencees have one of that name.
     *
     * @throws IllegalArgumentException when there is not exactly one
     */
    static Location named(List<Location> known, String name) {
        List<Location> found = known.stream()
                .filter(one -> one.name().equals(name) || (one.licenceeName() + "/" + one.name()).equals(name)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        String all = known.stream().map(one -> one.licenceeName() + "/" + one.name()).collect(Collectors.joining(", "));
        throw new IllegalArgumentException((found.isEmpty() ? "There is no location " : "There are several locations ") + name
                + ". There are: " + all);
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        put(options, "host", host);
        put(options, "port", port);
        put(options, "data", data);
        put(options, "database", database);
        put(options, "database-user", databaseUser);
        put(options, "sms", sms);
        put(options, "mail", mail);
        put(options, "cors", cors);
        put(options, "seed", seed);
        put(options, "tls-keystore", tlsKeystore);
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }
}
