package guichet.nfc.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.NativePcsc;
import guichet.nfc.virtual.VirtualCard;
import guichet.nfc.virtual.VpcdService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's pcscd and vpcd, apart from the system's. Skipped where they are not installed or may not be started. */
class RealServiceRecoveryTest {
    private static final Path SOCKET = Path.of("target/pcscd.comm");
    private static final CardUid UID = CardUid.parse("04a1b2c3d4e5f6");
    private static final Duration OWN = Duration.ofMillis(150);
    private static final Duration DRIVER_POLL = Duration.ofMillis(400);
    private static final int ROUNDS = 20;

    private final HeardEvents events = new HeardEvents();

    @TempDir
    private Path directory;
    private VpcdService service;

    @BeforeEach
    void startService() throws Exception {
        Optional<String> why = VpcdService.whyNot();
        assumeTrue(why.isEmpty(), () -> "real pcscd: " + why.orElseThrow());
        service = new VpcdService(directory, "Guichet Virtual Reader");
        Files.deleteIfExists(SOCKET);
        Files.createSymbolicLink(SOCKET, service.socket());
    }

    @AfterEach
    void stopService() throws Exception {
        if (service != null) {
            service.close();
            Files.deleteIfExists(SOCKET);
        }
    }

    @Test
    void cardIsReadAgainSoonAfterEachKill() throws Exception {
        NativePcsc pcsc = NativePcsc.load();
        service.start();
        service.slot(0).insert(VirtualCard.of(Technology.DESFIRE_EV2, UID));
        List<Duration> times = new ArrayList<>();
        try (ReaderMonitor monitor = new ReaderMonitor(pcsc, InstantSource.system(), events)) {
            Tap first = events.nextTap();
            assertThat(first.technology()).isEqualTo(Technology.DESFIRE_EV2);
            for (int round = 0; round < ROUNDS; round++) {
                service.kill();
                events.next(ReaderEvent.ServiceDown.class);
                service.start();
                long answered = System.nanoTime();
                assertThat(events.nextTap().uid()).isEqualTo(UID);
                times.add(Duration.ofNanos(System.nanoTime() - answered));
            }
            Figures.print("real pcscd killed", times);
            assertThat(times).allMatch(t -> t.compareTo(OWN.plus(DRIVER_POLL)) <= 0);
            assertThat(monitor.readers().why()).isEqualTo(Advice.CARD_IS_READ);
            // One for the monitor, one for the slot with the card; the empty slot has none.
            assertThat(pcsc.openContexts()).isEqualTo(2);
        }
        assertThat(pcsc.openContexts()).isZero();
    }

    @Test
    void eachTechnologyIsToldApart() throws Exception {
        service.start();
        try (ReaderMonitor monitor = new ReaderMonitor(NativePcsc.load(), InstantSource.system(), events)) {
            for (Technology technology : List.of(Technology.MIFARE_CLASSIC_1K, Technology.NTAG213, Technology.NTAG215,
                    Technology.NTAG216, Technology.DESFIRE_EV1, Technology.DESFIRE_EV3)) {
                service.slot(1).insert(VirtualCard.of(technology, UID));
                Tap tap = events.nextTap();
                assertThat(tap.technology()).isEqualTo(technology);
                assertThat(tap.uid()).isEqualTo(UID);
                service.slot(1).remove();
                events.next(ReaderEvent.CardGone.class);
            }
            assertThat(monitor.readers().why()).isEqualTo(Advice.HOLD_CARD_TO_READER);
        }
    }
}
