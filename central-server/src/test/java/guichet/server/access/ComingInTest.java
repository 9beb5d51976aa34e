package guichet.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import guichet.server.book.Book;
import guichet.domain.state.Columns;
import guichet.server.TestDesk;
import guichet.server.TestServer;
import guichet.server.TestServer.Answer;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ComingInTest {
    private static final String SEED = """
               {"licencees": [{"id": "c", "name": "Cairo Nights"}],
                "locations": [{"id": "z", "name": "Zamalek", "zone": "Africa/Cairo", "gamingDayStartHour": 8, "currency": "EGP"},
                              {"id": "n", "name": "New Cairo", "zone": "Africa/Cairo", "gamingDayStartHour": 6, "currency": "EGP"}],
                "admins": [{"id": "ada", "login": "Ada", "name": "Ada", "secret": "ada-secret"}],
                "operators": [
                  {"id": "carla", "login": "carla", "name": "Carla", "role": "cashier", "secret": "carla-secret", "locations": ["z"]},
                  {"id": "lena", "login": "lena", "name": "Lena", "role": "cashier", "secret": "lena-secret", "locations": ["z"]},
                  {"id": "max", "login": "max", "name": "Max", "role": "floor", "secret": "max-secret", "locations": ["z"]},
            {"id": "rita", "login": "rita", "name": "Rita", "role": "supervisor", "readOnly": true, "secret": "rita-secret", "locations": ["z"]},
                  {"id": "sofia", "login": "sofia", "name": "Sofia", "role": "supervisor", "secret": "sofia-secret", "locations": ["z"]}]}""";

    @RegisterExtension
    static final TestServer server = TestServer.withSeed(SEED);

    @Test
    void aDeskEnrolsWithACodeAndGetsItsPlaceAndTheServersKey() {
        Location zamalek = TestDesk.location(server, "Zamalek");
        String code = server.running().enrolmentCode(zamalek.tenant(), zamalek.id());
        Answer answer = TestDesk.enrol(server, code.toLowerCase(java.util.Locale.ROOT), TestDesk.newKey(), UUID.randomUUID());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("locationName").asString()).isEqualTo("Zamalek");
        assertThat(answer.body().get("zone").asString()).isEqualTo("Africa/Cairo");
        assertThat(answer.body().get("gamingDayStartHour").asInt()).isEqualTo(8);
        assertThat(answer.body().get("currency").asString()).isEqualTo("EGP");
        assertThat(code).endsWith(answer.body().get("serverKeyFingerprint").asString());
    }

    @Test
    void aCodeLetsOneDeskInButAnswersThatDeskAgain() {
        Location zamalek = TestDesk.location(server, "Zamalek");
        String code = server.running().enrolmentCode(zamalek.tenant(), zamalek.id());
        KeyPair keys = TestDesk.newKey();
        UUID incarnation = UUID.randomUUID();
        Answer first = TestDesk.enrol(server, code, keys, incarnation);
        assertThat(TestDesk.enrol(server, code, keys, incarnation).body()).isEqualTo(first.body());
        Answer other = TestDesk.enrol(server, code, TestDesk.newKey(), incarnation);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.code()).isEqualTo("ENROLMENT_REFUSED");
    }

    @Test
    void aCodeIsGoodForFifteenMinutes() {
        Location zamalek = TestDesk.location(server, "Zamalek");
        String code = server.running().enrolmentCode(zamalek.tenant(), zamalek.id());
        server.clock.advance(Duration.ofMinutes(15));
        assertThat(TestDesk.enrol(server, code, TestDesk.newKey(), UUID.randomUUID()).code()).isEqualTo("ENROLMENT_REFUSED");
    }

    @Test
    void aCodeDiesWithTheFifthWrongTry() {
        Location zamalek = TestDesk.location(server, "Zamalek");
        String code = server.running().enrolmentCode(zamalek.tenant(), zamalek.id());
        char last = code.charAt(12);
        String wrong = code.substring(0, 12) + (last == '7' ? '8' : '7') + code.substring(13);
        for (int i = 0; i < 5; i++) {
            assertThat(TestDesk.enrol(server, wrong, TestDesk.newKey(), UUID.randomUUID()).status()).isEqualTo(403);
        }
        assertThat(TestDesk.enrol(server, code, TestDesk.newKey(), UUID.randomUUID()).code()).isEqualTo("ENROLMENT_REFUSED");
    }

    @Test
    void aCodeOfAnotherServerIsToldApart() {
        Answer answer = TestDesk.enrol(server, "K7QM-4XN2HT8R-0000000000000000", TestDesk.newKey(), UUID.randomUUID());
        assertThat(answer.code()).isEqualTo("WRONG_SERVER");
    }

    @Test
    void aChallengeIsGoodOnceAndForAMinute() {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        String challenge = desk.challenge();
        assertThat(desk.openSession(challenge, desk.incarnation, TestDesk.newKey()).status()).as("another key").isEqualTo(401);
        assertThat(desk.openSession(challenge, desk.incarnation, desk.keys).status()).isEqualTo(200);
        assertThat(desk.openSession(challenge, desk.incarnation, desk.keys).status()).as("used").isEqualTo(401);
        String late = desk.challenge();
        server.clock.advance(Duration.ofSeconds(61));
        assertThat(desk.openSession(late, desk.incarnation, desk.keys).status()).as("too old").isEqualTo(401);
    }

    @Test
    void anIncarnationTheServerDoesNotKnowGetsNoSession() {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        Answer answer = desk.openSession(desk.challenge(), UUID.randomUUID(), desk.keys);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("INCARNATION_UNKNOWN");
    }

    @Test
    void aDeskTokenEndsAfterTenMinutes() {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        String token = desk.token();
        Map<String, String> nonsense = Map.of("login", "x", "secret", "y", "approvalPublicKey", "z");
        assertThat(server.post("/api/desk/v1/session", nonsense, token).status()).isEqualTo(400);
        server.clock.advance(Duration.ofMinutes(10));
        assertThat(server.post("/api/desk/v1/session", nonsense, token).code()).isEqualTo("NOT_AUTHENTICATED");
    }

    @Test
    void anOperatorSignsInAtADeskOfTheScopeAndNowhereElse() {
        Answer answer = TestDesk.at(server, "Zamalek").signIn("CARLA", "carla-secret");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("role").asString()).isEqualTo("cashier");
        assertThat(answer.body().get("locations").size()).isEqualTo(1);
        Answer elsewhere = TestDesk.at(server, "New Cairo").signIn("carla", "carla-secret");
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.code()).isEqualTo("SIGN_IN_NOT_HERE");
    }

    @Test
    void fiveWrongTriesLockTheAccountForAQuarterOfAnHour() {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        for (int left = 4; left >= 0; left--) {
            Answer answer = desk.signIn("lena", "wrong");
            assertThat(answer.code()).isEqualTo("SIGN_IN_REFUSED");
            assertThat(answer.body().at("/error/details/wrongTriesLeft").asInt()).isEqualTo(left);
        }
        assertThat(desk.signIn("lena", "lena-secret").status()).isEqualTo(423);
        server.clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(desk.signIn("lena", "lena-secret").status()).isEqualTo(200);
        assertThat(desk.signIn("nobody", "lena-secret").code()).isEqualTo("SIGN_IN_REFUSED");
    }

    @Test
    void manyWrongTriesAtOnceCountAsMany() throws Exception {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        List<String> codes = atOnce(12, () -> desk.signIn("max", "wrong").code());
        assertThat(codes).filteredOn("SIGN_IN_REFUSED"::equals).hasSize(SignIn.TRIES);
        assertThat(codes).filteredOn("ACCOUNT_LOCKED"::equals).hasSize(12 - SignIn.TRIES);
    }

    @Test
    void ofManyDesksWithOneCodeOneGetsIn() throws Exception {
        Location zamalek = TestDesk.location(server, "Zamalek");
        String code = server.running().enrolmentCode(zamalek.tenant(), zamalek.id());
        List<Integer> answers = atOnce(8, () -> TestDesk.enrol(server, code, TestDesk.newKey(), UUID.randomUUID()).status());
        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 403).hasSize(7);
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void aSuspensionTakesEffectWithTheNextRequest() {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        String admin = server.post("/api/desk/v1/office-session", Map.of("login", "ada", "secret", "ada-secret"), null).body()
                .get("token").asString();
        Answer sofia = desk.signIn("sofia", "sofia-secret");
        String token = sofia.body().get("token").asString();
        Map<String, Object> codeRequest = Map.of("location", desk.location.id());
        assertThat(server.post("/api/desk/v1/enrolment-codes", codeRequest, token).status()).isEqualTo(200);
        String path = "/api/desk/v1/operators/" + sofia.body().get("operator").asString();
        assertThat(server.call("POST", path + "/suspend", token).code()).isEqualTo("OWN_ACCOUNT");
        assertThat(server.call("POST", path + "/suspend", admin).status()).isLessThan(300);
        assertThat(server.post("/api/desk/v1/enrolment-codes", codeRequest, token).status()).isEqualTo(401);
        assertThat(desk.signIn("sofia", "sofia-secret").code()).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(server.call("POST", path + "/activate/", admin).status()).isLessThan(300);
        assertThat(desk.signIn("sofia", "sofia-secret").status()).isEqualTo(200);

        guichet.domain.desks.Operator row = row(sofia.body().get("operator").asString());
        assertThat(row.isSuspendedAt(server.clock.instant())).isFalse();
        server.call("POST", path + "/suspend", admin);
        server.clock.advance(Duration.ofSeconds(1));
        Instant during = server.clock.instant();
        server.call("POST", path + "/suspend", admin);
        server.clock.advance(Duration.ofSeconds(1));
        server.call("POST", path + "/activate/", admin);
        server.clock.advance(Duration.ofSeconds(1));
        server.call("POST", path + "/activate/", admin);
        row = row(sofia.body().get("operator").asString());
        assertThat(row.isSuspendedAt(during)).isTrue();
        assertThat(row.isSuspendedAt(during.plusSeconds(1))).isFalse();
    }

    /** The operator as the rules see it. */
    private static guichet.domain.desks.Operator row(String id) {
        UUID tenant = TestDesk.location(server, "Zamalek").tenant();
        Columns columns = server.database().reading(tx -> java.util.Objects
                .requireNonNull(Book.read(tx, tenant, guichet.domain.desks.Operator.TABLE, List.of(id)).get(id)).columns());
        return guichet.domain.desks.Operator.TABLE.read(id, columns);
    }

    @Test
    void whereAnOperatorMayWorkIsTheSameForTheRulesAndAtTheDoor() {
        server.database().useTransaction(tx -> tx.execute("insert into operator (tenant_id, id, login, name, role, secret_hash,"
                + " state, created_at) select tenant_id, gen_random_uuid(), 'nowhere', 'N', 'cashier', '', 'active', now()"
                + " from licencee where tenant_id = ?", TestDesk.location(server, "Zamalek").tenant()));
        List<Operator> all = server.database().reading(tx -> tx.fetch("select login from operator where tenant_id = ?",
                TestDesk.location(server, "Zamalek").tenant()).getValues(0, String.class).stream()
                .map(login -> new Operators().findByLogin(tx, TestDesk.location(server, "Zamalek").tenant(), login).orElseThrow())
                .toList());
        for (Operator operator : all) {
            for (Location location : server.running().locations()) {
                assertThat(row(operator.id().toString()).mayWorkAt(new guichet.domain.identity.LocationId(location.id())))
                        .as(operator.login() + " at " + location.name()).isEqualTo(operator.mayWorkAt(location.id()));
            }
        }
        assertThat(all).anyMatch(Operator::allLocations).anyMatch(one -> !one.allLocations() && one.locations().isEmpty());
    }

    @Test
    void aReadOnlyOperatorChangesNothingButSignsOut() {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        String token = desk.signIn("rita", "rita-secret").body().get("token").asString();
        assertThat(server.post("/api/desk/v1/enrolment-codes", Map.of("location", desk.location.id()), token).code())
                .isEqualTo("READ_ONLY");
        assertThat(server.call("DELETE", "/api/desk/v1/session", token).status()).isLessThan(300);
        assertThat(server.call("DELETE", "/api/desk/v1/session", token).status()).isEqualTo(401);
    }

    @Test
    void whatHappenedStandsInTheAuditAndCannotBeChanged() {
        TestDesk desk = TestDesk.at(server, "Zamalek");
        desk.signIn("carla", "carla-secret");
        desk.signIn("carla", "wrong");
        List<String> actions = server.database()
                .reading(tx -> tx.fetch("select action from audit order by id").getValues("action", String.class));
        assertThat(actions).contains("ENROLMENT", "ENROLMENT_CODE", "SIGN_IN", "SIGN_IN_REFUSED", "APPROVAL_KEY");
        for (String change : List.of("update audit set action = 'X'", "delete from audit", "truncate audit")) {
            assertThat(org.assertj.core.api.Assertions
                    .catchThrowable(() -> server.database().useTransaction(tx -> tx.execute(change))))
                    .as(change)
                    .hasMessageContaining("append-only");
        }
    }
}
