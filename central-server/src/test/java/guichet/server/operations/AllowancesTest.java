package guichet.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.MemberId;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.rules.Verdict;
import guichet.protocol.desk.BatchAnswer;
import guichet.server.TestServer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a desk gets its next allowance, and when it does not. Limits are the usual ones: 5,000.00, 500.00 each, 200 times, 24 h. */
class AllowancesTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed(Hall.seed(10));

    private static final AtomicInteger MEMBERS = new AtomicInteger();

    private final int number = MEMBERS.incrementAndGet();
    private final ChainDesk desk = ChainDesk.at(server, "Hall", "carla");
    private final MemberId member = server.member(desk.tenant(), "m" + number);

    private void draw(AllowanceId allowance, int times, long minor) {
        for (int i = 0; i < times; i++) {
            ReloadCard reload = desk.reload("04A" + number, member, minor);
            Operation drawing = reload.with(reload.header().drawingOn(allowance));
            desk.append(drawing);
        }
        assertThat(desk.send()).allSatisfy(answer -> assertThat(ChainDesk.verdict(answer)).isInstanceOf(Verdict.Applied.class));
    }

    private void endsIn(AllowanceId allowance, Duration time) {
        server.database().useTransaction(tx -> tx.execute("update book.allowance set valid_until = ? where id = ?",
                server.clock.instant().plus(time), allowance.toString()));
    }

    @Test
    void theNextOneIsGivenWhenLessThanAQuarterOfTheMoneyIsLeft() {
        AllowanceId first = desk.allowance();
        draw(first, 7, 50_000);
        assertThat(desk.allowance()).isEqualTo(first);
        draw(first, 1, 50_000);
        AllowanceId second = desk.allowance();
        assertThat(second).isNotEqualTo(first);
        draw(first, 2, 50_000);
        assertThat(desk.allowance()).isEqualTo(second);
    }

    @Test
    void theNextOneIsGivenWhenLessThanAQuarterOfTheCountIsLeft() {
        AllowanceId first = desk.allowance();
        draw(first, 150, 1);
        assertThat(desk.allowance()).isEqualTo(first);
        draw(first, 1, 1);
        assertThat(desk.allowance()).isNotEqualTo(first);
    }

    @Test
    void theNextOneIsGivenWhenLessThanAnHourIsLeft() {
        AllowanceId first = desk.allowance();
        endsIn(first, Duration.ofMinutes(61));
        assertThat(desk.allowance()).isEqualTo(first);
        endsIn(first, Duration.ofMinutes(59));
        assertThat(desk.allowance()).isNotEqualTo(first);
    }

    @Test
    void aDeskCanNeverDrawMoreThanTwiceTheLimitOnAllThatItHas() {
        AllowanceId first = desk.allowance();
        endsIn(first, Duration.ofMinutes(59));
        AllowanceId second = desk.allowance();
        endsIn(second, Duration.ofMinutes(59));
        assertThat(desk.allowance()).isEqualTo(desk.allowance()).isIn(first, second);
        draw(first, 10, 50_000);
        assertThat(desk.allowance()).isNotIn(first, second);
    }

    @Test
    void aDeskWhoseChainForkedIsGivenNothingUntilItHasBegunAnew() {
        AllowanceId first = desk.allowance();
        desk.append(desk.reload("04A" + number, member, 100));
        desk.send();
        desk.backTo(0);
        desk.append(desk.reload("04A" + number, member, 200));
        assertThat(desk.send(0, 1)).isEqualTo(new BatchAnswer.Fork(1));
        assertThat(desk.askForAllowance().code()).isEqualTo("DESK_FORKED");
        assertThat(desk.beginAnew(UUID.randomUUID()).status()).isEqualTo(200);
        assertThat(desk.allowance()).isEqualTo(first);
    }
}
