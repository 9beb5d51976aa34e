package guichet.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server is started with. Each setting is an option ({@code --port}), an environment variable ({@code GUICHET_PORT}) or
 * the content of a file that one names ({@code GUICHET_PORT_FILE}), in this order. None has a secret as its default.
 *
 * @param host the address to listen on; anything but a loopback address needs TLS
 * @param port the port; 0 takes a free one
 * @param data the directory of the server's keys and of the embedded database
 * @param database a JDBC URL, or empty for the embedded database
 * @param databaseUser the user of {@code database}, if its URL does not say
 * @param databasePassword the password of {@code database}, if its URL does not say
 * @param sms how SMS go out: {@code log}, {@code file:DIR} or {@code http:URL}
 * @param mail how mail goes out: {@code log} or {@code file:DIR}
 * @param cors origins whose web pages may call the server
 * @param seed first data: {@code none}, {@code demo} or a file
 * @param tlsKeystore a PKCS#12 keystore with the server's certificate, or empty for plain HTTP on the loopback address
 * @param tlsPassword the keystore's password
 */
public record ServerConfig(String host, int port, Path data, Optional<String> database, Optional<String> databaseUser,
        Optional<String> databasePassword, String sms, String mail, List<String> cors, String seed, Optional<Path> tlsKeystore,
        Optional<String> tlsPassword) {

    /** The names of all settings, as options are spelt. */
    public static final List<String> NAMES = List.of("host", "port", "data", "database", "database-user", "database-password",
            "sms",
            "mail", "cors", "seed", "tls-keystore", "tls-password");

    /** The port when none is given. */
    public static final int USUAL_PORT = 8080;

    /** Refuses to serve the network without TLS. */
    public ServerConfig {
        if (tlsKeystore.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException("Without TLS the server listens on a loopback address only, not on " + host
                    + "; give tls-keystore and tls-password");
        }
        if (tlsKeystore.isPresent() != tlsPassword.isPresent()) {
            throw new IllegalArgumentException("tls-keystore and tls-password go together");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is between 0 and 65535, not " + port);
        }
        cors = List.copyOf(cors);
    }

    /** A server on a free loopback port that keeps everything in {@code data}; for tests and the demo. */
    public static ServerConfig local(Path data) {
        return from(Map.of("data", data.toString(), "port", "0"), Map.of());
    }

    /**
     * Puts the settings together.
     *
     * @param options the options given, by name without dashes
     * @param environment the environment variables
     * @throws IllegalArgumentException with a sentence for a person if one is wrong
     */
    public static ServerConfig from(Map<String, String> options, Map<String, String> environment) {
        Settings settings = new Settings(options, environment);
        return new ServerConfig(settings.get("host").orElse("127.0.0.1"), settings.port(),
                Path.of(settings.get("data").orElse("guichet-data")),
                settings.get("database"), settings.get("database-user"), settings.get("database-password"),
                settings.get("sms").orElse("log"),
                settings.get("mail").orElse("log"), settings.list("cors"), settings.get("seed").orElse("none"),
                settings.get("tls-keystore").map(Path::of), settings.get("tls-password"));
    }

    private record Settings(Map<String, String> options, Map<String, String> environment) {
        Optional<String> get(String name) {
            @Nullable
            String option = options.get(name);
            if (option != null) {
                return Optional.of(option);
            }
            String variable = "GUICHET_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
            @Nullable
            String value = environment.get(variable);
            if (value != null) {
                return Optional.of(value);
            }
            return Optional.ofNullable(environment.get(variable + "_FILE")).map(file -> content(variable, Path.of(file)));
        }

        int port() {
            String text = get("port").orElse(Integer.toString(USUAL_PORT));
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("port is a number, not " + text, e);
            }
        }

        List<String> list(String name) {
            return get(name).stream().flatMap(text -> Stream.of(text.split(","))).map(String::strip).filter(s -> !s.isEmpty())
                    .toList();
        }

        private static String content(String variable, Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("The file that " + variable + "_FILE names cannot be read", e);
            }
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host is not an address of this machine: " + host, e);
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ServerConfig[" + host + ":" + port + ", data=" + data + ", database="
                + (database.isPresent() ? "given" : "embedded") + "]";
    }
}
