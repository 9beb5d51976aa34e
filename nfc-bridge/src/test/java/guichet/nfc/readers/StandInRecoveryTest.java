package guichet.nfc.readers;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.NativePcsc;
import guichet.nfc.virtual.StandInPcscd;
import guichet.nfc.virtual.VirtualCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real libpcsclite against the service in this process, with a card lying there all the time. */
class StandInRecoveryTest {
    private static final String READER = "ACS ACR122U PICC Interface 00 00";
    private static final CardUid UID = CardUid.parse("04:A1:B2:C3:D4:E5:F6");
    private static final Duration LIMIT = Duration.ofMillis(150);
    private static final int ROUNDS = 20;
    private static final long SEED = 20261121;

    private final StandInPcscd service = new StandInPcscd(Path.of("target/pcscd.comm"));
    private final HeardEvents events = new HeardEvents();
    private NativePcsc pcsc;

    @BeforeEach
    void cardLiesThere() throws Exception {
        pcsc = NativePcsc.load();
        service.start();
        service.addReader(READER);
        service.insert(READER, VirtualCard.of(Technology.NTAG213, UID));
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
    }

    @Test
    void cardIsReadWithin150MsAfterTheServiceAnswersAgain() throws Exception {
        Random random = new Random(SEED);
        List<Duration> times = new ArrayList<>();
        try (ReaderMonitor monitor = new ReaderMonitor(pcsc, InstantSource.system(), events)) {
            events.nextTap();
            long sockets = sockets();
            for (int round = 0; round < ROUNDS; round++) {
                service.kill();
                events.next(ReaderEvent.CardGone.class);
                events.next(ReaderEvent.ServiceDown.class);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
                service.start();
                long answered = System.nanoTime();
                assertThat(events.nextTap().uid()).isEqualTo(UID);
                times.add(Duration.ofNanos(System.nanoTime() - answered));
            }
            Figures.print("service kills", times);
            assertThat(times).as("seed %d", SEED).allMatch(t -> t.compareTo(LIMIT) <= 0);
            assertThat(pcsc.openContexts()).isEqualTo(2);
            HeardEvents.until("the service counts two connections", () -> service.clients() == 2);
            assertThat(sockets()).isEqualTo(sockets);
            assertThat(monitor.readers().why()).isEqualTo(Advice.CARD_IS_READ);
        }
        assertThat(pcsc.openContexts()).isZero();
    }

    @Test
    void cardIsReadWithin150MsAfterItsReaderReturns() throws Exception {
        Random random = new Random(SEED);
        List<Duration> times = new ArrayList<>();
        try (ReaderMonitor monitor = new ReaderMonitor(pcsc, InstantSource.system(), events)) {
            events.nextTap();
            for (int round = 0; round < ROUNDS; round++) {
                service.removeReader(READER);
                events.next(ReaderEvent.CardGone.class);
                events.next(ReaderEvent.ReaderRemoved.class);
                HeardEvents.until("no reader is shown",
                        () -> monitor.readers().service() == ReaderState.NO_READER);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
                service.addReader(READER);
                service.insert(READER, VirtualCard.of(Technology.NTAG213, UID));
                long plugged = System.nanoTime();
                assertThat(events.nextTap().uid()).isEqualTo(UID);
                times.add(Duration.ofNanos(System.nanoTime() - plugged));
            }
            Figures.print("reader removals", times);
            assertThat(times).as("seed %d", SEED).allMatch(t -> t.compareTo(LIMIT) <= 0);
            assertThat(pcsc.openContexts()).isEqualTo(2);
        }
        assertThat(pcsc.openContexts()).isZero();
        HeardEvents.until("the service counts no connection", () -> service.clients() == 0);
    }

    /** Open sockets of this process, the service's ends included: what the library leaks shows here. */
    private static long sockets() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.exists(descriptors)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.filter(fd -> {
                try {
                    return Files.readSymbolicLink(fd).toString().startsWith("socket:");
                } catch (java.io.IOException closedMeanwhile) {
                    return false;
                }
            }).count();
        }
    }
}
