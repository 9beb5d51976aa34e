package guichet.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.server.TestDesk;
import guichet.server.TestServer;
import guichet.server.TestServer.Answer;
import guichet.server.web.Role;
import guichet.server.web.WebServer.Route;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jspecify.annotations.Nullable;

class RouteRolesTest {
    private static final String SEED = """
            {"licencees": [{"id": "c", "name": "Cairo Nights"}],
             "locations": [{"id": "z", "name": "Zamalek", "zone": "Africa/Cairo", "gamingDayStartHour": 8, "currency": "EGP"}],
             "operators": [
               {"id": "1", "login": "cashier", "name": "A", "role": "cashier", "secret": "secret", "locations": ["z"]},
               {"id": "2", "login": "floor", "name": "B", "role": "floor", "secret": "secret", "locations": ["z"]},
               {"id": "3", "login": "supervisor", "name": "C", "role": "supervisor", "secret": "secret", "locations": ["z"]},
               {"id": "4", "login": "admin", "name": "D", "role": "admin", "secret": "secret", "locations": ["z"]}]}""";

    @RegisterExtension
    static final TestServer server = TestServer.withSeed(SEED);

    private static Map<String, Set<String>> table() throws IOException {
        try (InputStream in = Optional.ofNullable(RouteRolesTest.class.getResourceAsStream("/route-roles.txt")).orElseThrow()) {
            Map<String, Set<String>> table = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                List<String> words = List.of(line.split(" "));
                table.put(words.get(0) + " " + words.get(1), Set.copyOf(words.subList(2, words.size())));
            });
            return table;
        }
    }

    @Test
    void everyRouteIsForTheRolesOfTheTable() throws IOException {
        Map<String, Set<String>> actual = new TreeMap<>();
        for (Route route : server.running().routes()) {
            actual.put(route.method() + " " + route.path(), route.roles().stream().map(Role::name).collect(Collectors.toSet()));
        }
        assertThat(actual).isEqualTo(table());
    }

    @Test
    void everyRouteLetsItsRolesInAndNobodyElse() throws IOException {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        for (Map.Entry<String, Set<String>> row : table().entrySet()) {
            String[] route = row.getKey().split(" ");
            boolean open = row.getValue().contains("ANYONE");
            assertThat(letIn(call(route, null))).as(row.getKey() + " for nobody").isEqualTo(open);
            assertThat(letIn(call(route, "g1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")))
                    .as(row.getKey() + " for an unknown token")
                    .isEqualTo(open);
            for (Role role : List.of(Role.DESK, Role.CASHIER, Role.FLOOR, Role.SUPERVISOR, Role.ADMIN)) {
                Answer answer = call(route, token(role, desk));
                assertThat(letIn(answer)).as(row.getKey() + " for " + role + ": " + answer)
                        .isEqualTo(open || row.getValue().contains(role.name()));
            }
        }
    }

    @Test
    void aDeskThatLeavesAParameterOutIsToldWhich() {
        String token = token(Role.DESK, TestDesk.at(server, "Zamalek"));
        for (String path : List.of("/api/desk/v1/changes", "/api/desk/v1/snapshot")) {
            Answer answer = server.call("GET", path, token);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.code()).as(path).isEqualTo("VALIDATION_ERROR");
        }
    }

    /** Whether the door let the request through; what is behind it may still refuse it. */
    private static boolean letIn(Answer answer) {
        return answer.status() != 401 && !answer.code().equals("PERMISSION_DENIED");
    }

    private static Answer call(String[] route, @Nullable String token) {
        String path = route[1].replaceAll("\\{[^}]*}", "zz9");
        Answer answer = server.send(server.request(path, token)
                .header("Content-Type", "application/json")
                .method(route[0], route[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
        assertThat(answer.status()).as(route[0] + " " + route[1] + ": " + answer).isNotEqualTo(500);
        return answer;
    }

    /** A new token for each call, since a call may end it. */
    private static String token(Role role, TestDesk desk) {
        Tokens tokens = new Tokens(server.database(), server.clock);
        return server.database().inTransaction(tx -> {
            if (role == Role.DESK) {
                return tokens.issueToDesk(tx, desk.location.tenant(), desk.id, desk.incarnation);
            }
            Operator operator = new Operators().findByLogin(tx, desk.location.tenant(), role.name()).orElseThrow();
            return tokens.issueToOperator(tx, operator.tenant(), operator.id(), Optional.of(desk.id));
        });
    }
}
