package guichet.server.otp;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.server.TestDesk;
import guichet.server.TestServer;
import guichet.server.TestServer.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneTimeCodesTest {
    private static final String SEED = """
                 {"licencees": [{"id": "c", "name": "Cairo Nights"}],
                  "locations": [{"id": "z", "name": "Zamalek", "zone": "Africa/Cairo", "gamingDayStartHour": 8, "currency": "EGP"}],
                  "operators": [{"id": "carla", "login": "carla", "name": "Carla", "role": "cashier", "secret": "carla-secret", "locations": ["z"]}],
            "members": [{"id": "00001", "name": "A", "mobile": "+201000000001"}, {"id": "00002", "name": "B", "mobile": "+201000000002"},
              {"id": "00003", "name": "C", "mobile": "+201000000003"}, {"id": "00004", "name": "D", "mobile": "+201000000004"},
              {"id": "00005", "name": "E", "mobile": "+201000000005"}, {"id": "00006", "name": "F", "mobile": "+201000000006"},
              {"id": "00007", "name": "G", "mobile": "+201000000007"}, {"id": "00008", "name": "H"}]}""";

    @RegisterExtension
    static final TestServer server = TestServer.withSeed(SEED);

    private final TestDesk desk = TestDesk.at(server, "Zamalek");
    private final String token = desk.signIn("carla", "carla-secret").body().get("token").asString();

    private Answer send(String member) {
        return server.post("/api/desk/v1/otp/send", Map.of("member", server.member(member), "purpose", "assign_card"), token);
    }

    private Answer verify(Answer sent, String code) {
        return server.post("/api/desk/v1/otp/verify",
                Map.of("challengeId", sent.body().get("challengeId").asString(), "code", code), token);
    }

    private static String lastCode() throws Exception {
        return server.messages().getLast().get("code").asString();
    }

    private static String wrong(String code) {
        return code.equals("111111") ? "222222" : "111111";
    }

    @Test
    void aRightCodeGivesOneProofHoweverOftenItIsGivenBack() throws Exception {
        Answer sent = send("00001");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body().get("sentTo").asString()).isEqualTo("+20********01");
        assertThat(lastCode()).matches("[1-9][0-9]{5}");
        assertThat(server.messages().getLast().get("to").asString()).isEqualTo("+201000000001");
        Answer proof = verify(sent, lastCode());
        assertThat(proof.status()).isEqualTo(200);
        assertThat(proof.body().get("member").asString()).isEqualTo(server.member("00001"));
        assertThat(verify(sent, lastCode()).body()).isEqualTo(proof.body());
        assertThat(verify(sent, wrong(lastCode())).code()).isEqualTo("OTP_SPENT");
        String proofs = server.database()
                .reading(tx -> tx.fetch("select id, purpose from book.proof where member = ?", server.member("00001"))
                        .formatCSV());
        assertThat(proofs.lines().skip(1)).containsExactly(proof.body().get("proof").asString() + ",assign_card");
    }

    @Test
    void theFifthWrongTrySpendsTheCode() throws Exception {
        Answer sent = send("00002");
        String code = lastCode();
        for (int left = 4; left > 0; left--) {
            Answer answer = verify(sent, wrong(code));
            assertThat(answer.code()).isEqualTo("OTP_WRONG");
            assertThat(answer.body().at("/error/details/wrongTriesLeft").asInt()).isEqualTo(left);
        }
        assertThat(verify(sent, wrong(code)).code()).isEqualTo("OTP_SPENT");
        assertThat(verify(sent, code).code()).isEqualTo("OTP_SPENT");
    }

    @Test
    void aCodeIsGoodForFiveMinutes() throws Exception {
        Answer sent = send("00003");
        server.clock.advance(Duration.ofMinutes(5));
        assertThat(verify(sent, lastCode()).code()).isEqualTo("OTP_EXPIRED");
    }

    @Test
    void theNewestCodeIsTheOnlyOne() throws Exception {
        Answer first = send("00004");
        String firstCode = lastCode();
        Answer early = send("00004");
        assertThat(early.status()).isEqualTo(429);
        assertThat(early.headers()).containsKey("retry-after");
        server.clock.advance(Duration.ofSeconds(21));
        Answer second = send("00004");
        assertThat(verify(first, firstCode).code()).isEqualTo("OTP_REPLACED");
        assertThat(verify(second, lastCode()).status()).isEqualTo(200);
    }

    @Test
    void aNumberGetsFiveCodesInAQuarterOfAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(send("00005").status()).isEqualTo(200);
            server.clock.advance(Duration.ofSeconds(21));
        }
        assertThat(send("00005").status()).isEqualTo(429);
    }

    @Test
    void aMemberWithoutAMobileCannotBeReached() {
        assertThat(send("00008").code()).isEqualTo("MEMBER_UNREACHABLE");
    }

    @Test
    void anotherDeskCannotUseTheCode() throws Exception {
        Answer sent = send("00006");
        String elsewhere = TestDesk.at(server, "Zamalek").signIn("carla", "carla-secret").body().get("token").asString();
        Map<String, String> body = Map.of("challengeId", sent.body().get("challengeId").asString(), "code", lastCode());
        assertThat(server.post("/api/desk/v1/otp/verify", body, elsewhere).code()).isEqualTo("OTP_UNKNOWN");
    }

    @Test
    void neitherCodeNorNumberStandsInTheDatabase() throws Exception {
        verify(send("00007"), lastCode());
        for (String table : java.util.List.of("otp", "audit", "message_log")) {
            String rows = server.database().reading(tx -> tx.fetch("select * from " + table).formatJSON());
            assertThat(rows).doesNotContain("201000000007").doesNotContain(lastCode());
        }
    }
}
