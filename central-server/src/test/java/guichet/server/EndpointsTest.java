package guichet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code endpoints.csv} is the list of paths other programs call; {@code pending-endpoints.txt} says which of them are not built.
 * The two and the running server always agree.
 */
class EndpointsTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed("{}");

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Optional.ofNullable(EndpointsTest.class.getResourceAsStream(resource)).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }

    /** Names of parameters and slashes at the end do not count. */
    private static String plain(String method, String path) {
        String plain = path.replaceAll("\\{[^}]*}|<[^>]*>", "{}");
        return method + " " + (plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
    }

    private static Set<String> sorted(java.util.stream.Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPathOfTheContractsIsBuiltOrListedAsPending() throws IOException {
        Set<String> wanted = sorted(
                lines("/endpoints.csv").stream().skip(1).map(line -> line.split(",")).map(row -> plain(row[0], row[1])));
        Set<String> pending = sorted(
                lines("/pending-endpoints.txt").stream().map(line -> line.split(" ")).map(row -> plain(row[0], row[1])));
        Set<String> built = sorted(server.running().routes().stream().map(route -> plain(route.method(), route.path())));
        assertThat(wanted).hasSizeGreaterThan(250).containsAll(pending);
        assertThat(sorted(wanted.stream().filter(built::contains))).as("built, but still listed as pending")
                .doesNotContainAnyElementsOf(pending);
        assertThat(sorted(wanted.stream().filter(row -> !pending.contains(row)))).as("not pending, so it must be built")
                .isSubsetOf(built);
    }
}
