package guichet.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.identity.MemberId;
import guichet.server.TestServer;
import guichet.server.operations.ChainDesk;
import guichet.server.operations.Hall;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody waits for a desk that does not read. */
@Timeout(60)
class LiveTest {
    @RegisterExtension
    static final TestServer server = TestServer.withSeed(Hall.seed(1));

    /** A line that notes what it hears. Until it is let go, it stands still at the first word. */
    private static final class Heard implements Live.Line {
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch free;

        Heard(boolean stalled) {
            free = new CountDownLatch(stalled ? 1 : 0);
        }

        private void say(String word) {
            arrived.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                words.add("interrupted");
                throw new IllegalStateException(e);
            }
            words.add(word);
        }

        @Override
        public void changes(long position) {
            say("changes " + position);
        }

        @Override
        public void beat() {
            say("beat");
        }

        @Override
        public void close() {
            words.add("closed");
        }

        String next() throws InterruptedException {
            return String.valueOf(words.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aDeskThatStallsHoldsNobodyUpAndHearsTheNewestPositionAfterwards() throws Exception {
        try (Publisher publisher = new Publisher(server.database());
                Live live = new Live(publisher, Duration.ofHours(1)).start()) {
            Heard stalled = new Heard(true);
            Heard other = new Heard(false);
            live.open(stalled);
            live.open(other);
            live.nudge(1);
            assertThat(stalled.arrived.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(other.next()).isEqualTo("changes 1");
            for (long position = 2; position <= 500; position++) {
                live.nudge(position); // on this thread: it would stand here
            }
            String last = other.next();
            while (!last.equals("changes 500")) {
                last = other.next();
            }
            stalled.free.countDown();
            assertThat(List.of(stalled.next(), stalled.next())).containsExactly("changes 1", "changes 500");
            assertThat(stalled.words).isEmpty();
        }
    }

    @Test
    void aQuietLineIsKeptAliveAndClosingEndsIt() throws Exception {
        Heard quiet = new Heard(false);
        Heard stalled = new Heard(true);
        try (Publisher publisher = new Publisher(server.database());
                Live live = new Live(publisher, Duration.ofMillis(20)).start()) {
            live.open(quiet);
            live.open(stalled);
            assertThat(List.of(quiet.next(), quiet.next())).containsExactly("beat", "beat");
            assertThat(stalled.arrived.await(20, TimeUnit.SECONDS)).isTrue();
        }
        String last = quiet.next();
        while (last.equals("beat")) {
            last = quiet.next();
        }
        assertThat(last).isEqualTo("closed");
        assertThat(List.of(stalled.next(), stalled.next())).containsExactlyInAnyOrder("interrupted", "closed");
    }

    @Test
    void whoHangsUpHearsNothingMore() throws Exception {
        try (Publisher publisher = new Publisher(server.database());
                Live live = new Live(publisher, Duration.ofHours(1)).start()) {
            Heard gone = new Heard(false);
            Heard there = new Heard(false);
            live.open(gone).run();
            live.open(there);
            live.nudge(7);
            assertThat(there.next()).isEqualTo("changes 7");
            assertThat(gone.words).isEmpty();
        }
    }

    @Test
    void aDeskHearsOverHttpThatThereIsSomethingNew() throws Exception {
        ChainDesk desk = ChainDesk.at(server, "Hall", "carla");
        MemberId member = server.member(desk.tenant(), "m1");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = client.send(
                    server.request("/api/desk/v1/live", desk.desk.token()).header("Accept", "text/event-stream").build(),
                    BodyHandlers.ofInputStream());
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("event: hello");
                desk.append(desk.reload("04A1", member, 100));
                desk.send();
                String line = lines.readLine();
                while (!line.equals("event: changes")) {
                    line = lines.readLine();
                }
                assertThat(Long.parseLong(lines.readLine().replace("data: ", ""))).isPositive();
            }
        }
    }
}
