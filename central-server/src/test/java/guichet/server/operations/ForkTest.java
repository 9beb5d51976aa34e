package guichet.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.MemberId;
import guichet.domain.operations.ReloadCard;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Bytes;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.Batch;
import guichet.protocol.desk.BatchAnswer;
import guichet.protocol.operations.OperationCodec;
import guichet.server.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A desk whose chain forked begins a new one; no other desk may. */
class ForkTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed(Hall.seed(3));

    private final ChainDesk desk = ChainDesk.at(server, "Hall", "carla");
    private final MemberId member = server.member(desk.tenant(), "m1");
    private final UUID fresh = UUID.randomUUID();

    private ReloadCard reload(long minor) {
        return desk.append(desk.reload("04A1", member, minor));
    }

    private void fork() {
        reload(200);
        desk.send();
        int last = desk.entries.size() - 1;
        desk.backTo(last);
        reload(777);
        assertThat(desk.send(last, last + 1)).isEqualTo(new BatchAnswer.Fork(last + 1));
    }

    @Test
    void aForkedDeskGoesOnInANewIncarnationAndNeverAgainInTheOld() {
        ReloadCard kept = reload(100);
        Answer known = desk.send().getFirst();
        fork();
        Batch old = desk.batch(desk.entries.subList(0, 1), List.of());
        assertThat(desk.post(old).code()).isEqualTo("DESK_FORKED");
        assertThat(desk.desk.token()).isNotEmpty();

        assertThat(desk.beginAnew(fresh).status()).isEqualTo(200);
        desk.append(EntryKind.OPERATION, OperationCodec.encode(kept), Bytes.none());
        reload(50);
        List<Answer> answers = desk.send();
        assertThat(answers.getFirst()).isEqualTo(known);
        assertThat(ChainDesk.verdict(answers.getLast())).isInstanceOf(Verdict.Applied.class);

        assertThat(desk.beginAnew(desk.desk.incarnation).code()).isEqualTo("INCARNATION_UNKNOWN");
        assertThat(desk.post(old).code()).isEqualTo("NOT_YOUR_CHAIN");
        assertThat(Hall.value(server, "select count(*) from audit where subject = ? and action = 'DESK_INCARNATION'",
                desk.id().toString())).isEqualTo(1L);
    }

    @Test
    void sessionsOfTheForkedChainEnd() {
        fork();
        String before = desk.desk.token();
        desk.beginAnew(fresh);
        assertThat(server.call("GET", "/api/desk/v1/snapshot?table=card", before).status()).isEqualTo(401);
    }

    @Test
    void aDeskWhoseChainDidNotForkKeepsItsIncarnation() {
        reload(100);
        desk.send();
        assertThat(desk.beginAnew(fresh).code()).isEqualTo("INCARNATION_UNKNOWN");
        reload(100);
        assertThat(ChainDesk.verdict(desk.send().getFirst())).isInstanceOf(Verdict.Applied.class);
    }

    @Test
    void aNewChainMayForkAsWellButNeverBeLeftForAnOlderOne() {
        fork();
        desk.beginAnew(fresh);
        fork();
        assertThat(desk.beginAnew(desk.desk.incarnation).code()).isEqualTo("INCARNATION_UNKNOWN");
        assertThat(desk.beginAnew(UUID.randomUUID()).status()).isEqualTo(200);
        reload(100);
        assertThat(ChainDesk.verdict(desk.send().getFirst())).isInstanceOf(Verdict.Applied.class);
    }
}
