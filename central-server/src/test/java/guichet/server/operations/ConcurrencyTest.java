package guichet.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.MemberId;
import guichet.domain.identity.ProofId;
import guichet.domain.operations.Operation;
import guichet.domain.rules.Verdict;
import guichet.protocol.desk.Answer;
import guichet.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many desks at once, on the same cards and members. */
class ConcurrencyTest {
    private static final int DESKS = 8;
    private static final int ROUNDS = 12;

    @RegisterExtension
    static final TestServer server = TestServer.withSeed(Hall.seed(12));

    private final long seed = Long.getLong("guichet.seed", new Random().nextLong());

    @Test
    void eightDesksOnTheSameCardsNeverStandInEachOthersWay() throws Exception {
        System.out.println("seed " + seed);
        List<ChainDesk> desks = new ArrayList<>();
        for (int i = 0; i < DESKS; i++) {
            desks.add(ChainDesk.at(server, "Hall", "carla"));
        }
        UUID tenant = desks.getFirst().tenant();
        List<MemberId> members = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            members.add(server.member(tenant, "m" + i));
        }
        CountDownLatch ready = new CountDownLatch(DESKS);
        List<Future<List<Answer>>> running = new ArrayList<>();
        List<Operation> assigns = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(DESKS)) {
            for (int i = 0; i < DESKS; i++) {
                ChainDesk desk = desks.get(i);
                Random random = new Random(seed + i);
                ProofId proof = desk.proof(members.getFirst());
                Operation assign = desk.assign("04F1", members.getFirst(), proof);
                assigns.add(assign);
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    List<Answer> answers = new ArrayList<>();
                    for (int round = 0; round < ROUNDS; round++) {
                        if (round == 1) {
                            desk.append(assign);
                        }
                        for (int n = 0; n < 10; n++) {
                            int which = random.nextInt(4);
                            Operation made = random.nextBoolean()
                                    ? desk.reload("04A" + (which + 1), members.get(which), 1 + random.nextInt(900))
                                    : desk.charge("04A" + (which + 1), members.get(which), 1 + random.nextInt(900));
                            desk.append(made);
                            if (random.nextInt(5) == 0) {
                                desk.append(desk.withdraw(made));
                            }
                        }
                        answers.addAll(desk.send());
                    }
                    return answers;
                }));
            }
            Predicate<Answer> judged = Answer.Judged.class::isInstance;
            for (Future<List<Answer>> one : running) {
                assertThat(one.get()).as("seed " + seed).allMatch(judged);
            }
        }
        long won = 0;
        for (int i = 0; i < DESKS; i++) {
            Verdict verdict = desks.get(i).verdict(assigns.get(i).id()).orElseThrow();
            won += verdict instanceof Verdict.Applied ? 1 : 0;
            assertThat(verdict).as("seed " + seed).isNotInstanceOf(Verdict.Rejected.class);
        }
        assertThat(won).as("seed " + seed).isEqualTo(1);
        Hall.proved(server, tenant);
    }

    /** Said, not asserted: machines differ. */
    @Test
    void howLongTenFullBatchesTake() {
        ChainDesk desk = ChainDesk.at(server, "Hall", "carla");
        UUID tenant = desk.tenant();
        List<MemberId> members = new ArrayList<>();
        for (int i = 5; i <= 12; i++) {
            members.add(server.member(tenant, "m" + i));
        }
        for (int i = 0; i < 12; i++) {
            for (int n = 0; n < 250; n++) {
                int which = (i * 250 + n) % members.size();
                desk.done(desk.reload("04A" + (5 + which), members.get(which), 100));
            }
        }
        for (int i = 0; i < 2; i++) {
            ChainDesk.received(desk.send(i * 500, (i + 1) * 500));
        }
        long start = System.nanoTime();
        for (int i = 2; i < 12; i++) {
            assertThat(ChainDesk.received(desk.send(i * 500, (i + 1) * 500))).hasSize(500);
        }
        long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toMillis());
        System.out.println("10 batches of 500 entries: " + millis + " ms, " + 5_000_000 / millis + " entries/s");
        Hall.proved(server, tenant);
    }
}
