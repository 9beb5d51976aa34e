package guichet.nfc.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.cards.TrustLevel;
import guichet.nfc.pcsc.NativePcsc;
import guichet.nfc.pcsc.PcscCard.Disposition;
import guichet.nfc.pcsc.PcscCard;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscContext.ShareMode;
import guichet.nfc.pcsc.PcscError;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.virtual.StandInPcscd;
import guichet.nfc.virtual.VirtualCard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.smartcardio.CommandAPDU;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of readers and cards; the real libpcsclite over the service in this process. */
class ReaderMonitorTest {
    private static final String READER = "ACS ACR122U PICC Interface 00 00";
    private static final ReaderName NAME = new ReaderName(READER);
    private static final CardUid UID = CardUid.parse("04A1B2C3D4E5F6");
    private static final CardUid OTHER = CardUid.parse("04FFEEDDCCBBAA");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final StandInPcscd service = new StandInPcscd(Path.of("target/pcscd.comm"));
    private final HeardEvents events = new HeardEvents();
    private NativePcsc pcsc;

    @BeforeEach
    void start() throws Exception {
        pcsc = NativePcsc.load();
        service.start();
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
    }

    private ReaderMonitor monitor() {
        return monitor(ReaderMonitor.DEBOUNCE);
    }

    private ReaderMonitor monitor(Duration debounce) {
        return new ReaderMonitor(pcsc, InstantSource.fixed(NOON), debounce, events);
    }

    private static VirtualCard ntag(CardUid uid) {
        return VirtualCard.of(Technology.NTAG215, uid);
    }

    @Test
    void aTapSaysWhichCardWhereWhenAndHowFarToTrustIt() throws Exception {
        try (ReaderMonitor monitor = monitor()) {
            events.next(ReaderEvent.NoReader.class);
            assertThat(monitor.readers().why()).isEqualTo(Advice.CONNECT_READER);
            service.addReader(READER);
            events.next(ReaderEvent.ReaderAdded.class);
            service.insert(READER, ntag(UID));
            Tap tap = events.nextTap();
            assertThat(tap.reader()).isEqualTo(NAME);
            assertThat(tap.uid()).isEqualTo(UID);
            assertThat(tap.technology()).isEqualTo(Technology.NTAG215);
            assertThat(tap.trust()).isEqualTo(TrustLevel.UID_ONLY);
            assertThat(tap.at()).isEqualTo(NOON);
            assertThat(tap.sequence()).isEqualTo(1);
            assertThat(tap.took()).isPositive().isLessThan(Duration.ofSeconds(1));
            assertThat(monitor.readers().readers())
                    .containsExactly(new ReaderSnapshot(NAME, ReaderState.CARD_OK, Optional.empty(),
                            Optional.of(tap)));
            service.removeCard(READER);
            events.next(ReaderEvent.CardGone.class);
            assertThat(monitor.readers().why()).isEqualTo(Advice.HOLD_CARD_TO_READER);
        }
    }

    @Test
    void theSameCardFlickeringIsOneTap() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        try (ReaderMonitor monitor = monitor(Duration.ofSeconds(60))) {
            Tap tap = events.nextTap();
            service.removeCard(READER);
            events.next(ReaderEvent.CardGone.class);
            service.insert(READER, ntag(UID));
            assertThat(events.next(ReaderEvent.CardBack.class).tap()).isEqualTo(tap);
            service.removeCard(READER);
            events.next(ReaderEvent.CardGone.class);
            service.insert(READER, ntag(OTHER));
            assertThat(events.nextTap().sequence()).isEqualTo(2);
            assertThat(monitor.readers().why()).isEqualTo(Advice.CARD_IS_READ);
        }
    }

    @Test
    void randomUidsAreNeverTakenForTheSameCard() throws Exception {
        CardUid random = CardUid.parse("08112233");
        service.addReader(READER);
        service.insert(READER, VirtualCard.of(Technology.DESFIRE_EV2, random));
        try (ReaderMonitor monitor = monitor(Duration.ofSeconds(60))) {
            assertThat(events.nextTap().sequence()).isEqualTo(1);
            service.removeCard(READER);
            events.next(ReaderEvent.CardGone.class);
            service.insert(READER, VirtualCard.of(Technology.DESFIRE_EV2, random));
            assertThat(events.nextTap().sequence()).isEqualTo(2);
            assertThat(monitor.readers().readers()).hasSize(1);
        }
    }

    @Test
    void cardsChangedFasterThanTheServiceIsAskedAreBothSeen() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        try (ReaderMonitor monitor = monitor()) {
            events.nextTap();
            // Out and in are one step of the stand-in: the card is there before and after, and only the counter tells.
            service.insert(READER, ntag(OTHER));
            events.next(ReaderEvent.CardGone.class);
            assertThat(events.nextTap().uid()).isEqualTo(OTHER);
            assertThat(monitor.readers().readers()).hasSize(1);
        }
    }

    @Test
    void securityModulesAreNotReaders() throws Exception {
        service.addReader("ACS ACR1252 1S CL Reader SAM 0");
        service.insert("ACS ACR1252 1S CL Reader SAM 0", ntag(OTHER));
        try (ReaderMonitor monitor = monitor()) {
            events.next(ReaderEvent.NoReader.class);
            service.addReader(READER);
            service.insert(READER, ntag(UID));
            assertThat(events.nextTap().uid()).isEqualTo(UID);
            assertThat(monitor.readers().readers()).extracting(ReaderSnapshot::name).containsExactly(NAME);
        }
    }

    @Test
    void aCardAtTheEdgeOfTheFieldIsTriedAgain() throws Exception {
        service.addReader(READER);
        try (ReaderMonitor monitor = monitor()) {
            events.next(ReaderEvent.ReaderAdded.class);
            service.disturb(READER, 1);
            service.insert(READER, ntag(UID));
            assertThat(events.nextTap().uid()).isEqualTo(UID);
            assertThat(monitor.readers().why()).isEqualTo(Advice.CARD_IS_READ);
        }
    }

    @Test
    void aCardMovedTooSoonIsSaidSoAndTheNextOneIsRead() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        service.disturb(READER, 100);
        try (ReaderMonitor monitor = monitor()) {
            assertThat(events.next(ReaderEvent.CardUnreadable.class).reason())
                    .isEqualTo(UnreadableReason.REMOVED_TOO_SOON);
            service.removeCard(READER);
            events.next(ReaderEvent.CardGone.class);
            assertThat(monitor.readers().why()).isEqualTo(Advice.HOLD_CARD_STILL);
            service.insert(READER, ntag(UID));
            assertThat(events.nextTap().uid()).isEqualTo(UID);
        }
    }

    @Test
    void aCardThatDoesNotAnswerIsSaidSo() throws Exception {
        service.addReader(READER);
        service.insertMute(READER);
        try (ReaderMonitor monitor = monitor()) {
            assertThat(events.next(ReaderEvent.CardUnreadable.class).reason()).isEqualTo(UnreadableReason.MUTE);
            assertThat(monitor.readers().why()).isEqualTo(Advice.TURN_CARD);
        }
    }

    @Test
    void aReaderHeldByAnotherProgramIsSaidSoAndReadWhenItLetsGo() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        try (PcscContext program = pcsc.establish()) {
            PcscCard held = program.connect(READER, ShareMode.EXCLUSIVE);
            try (ReaderMonitor monitor = monitor()) {
                events.next(ReaderEvent.ReaderBusy.class);
                assertThat(monitor.readers().why()).isEqualTo(Advice.CLOSE_OTHER_PROGRAM);
                held.disconnect(Disposition.LEAVE);
                assertThat(events.nextTap().uid()).isEqualTo(UID);
            }
        }
    }

    @Test
    void workRunsWithTheCardThatWasTappedAndNoOther() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        try (ReaderMonitor monitor = monitor()) {
            events.nextTap();
            CompletableFuture<String> page = monitor.withCard(NAME, UID, session -> {
                session.transmit(new CommandAPDU(0xFF, 0xD6, 0, 5, new byte[]{1, 2, 3, 4}));
                return HexFormat.of()
                        .formatHex(session.transmit(new CommandAPDU(0xFF, 0xB0, 0, 5, 4)).getData());
            });
            assertThat(page.get(5, TimeUnit.SECONDS)).isEqualTo("01020304");
            assertThat(refusal(monitor.withCard(NAME, OTHER, session -> "never")))
                    .isEqualTo(CardWorkException.Code.OTHER_CARD);
            assertThat(refusal(monitor.withCard(new ReaderName("none"), UID, session -> "never")))
                    .isEqualTo(CardWorkException.Code.NO_READER);
            service.removeCard(READER);
            events.next(ReaderEvent.CardGone.class);
            assertThat(refusal(monitor.withCard(NAME, UID, session -> "never")))
                    .isEqualTo(CardWorkException.Code.NO_CARD);
        }
    }

    private static CardWorkException.Code refusal(CompletableFuture<?> work) throws Exception {
        try {
            work.get(5, TimeUnit.SECONDS);
            throw new AssertionError("the work was done");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CardWorkException refused) {
                return refused.code();
            }
            throw e;
        }
    }

    @Test
    void workGoesOnAfterAnotherProgramResetTheCard() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        try (ReaderMonitor monitor = monitor(); PcscContext program = pcsc.establish()) {
            events.nextTap();
            program.connect(READER, ShareMode.SHARED).disconnect(Disposition.RESET);
            CompletableFuture<CardUid> uid = monitor.withCard(NAME, UID, CardSession::uid);
            assertThat(uid.get(5, TimeUnit.SECONDS)).isEqualTo(UID);
        }
    }

    @Test
    void workThatFailsIsReportedAndTheReaderGoesOn() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        try (ReaderMonitor monitor = monitor()) {
            events.nextTap();
            service.disturb(READER, 1);
            assertThatThrownBy(() -> monitor.withCard(NAME, UID, CardSession::uid).get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PcscException.class);
            assertThat(monitor.withCard(NAME, UID, CardSession::uid).get(5, TimeUnit.SECONDS)).isEqualTo(UID);
        }
    }

    @Test
    void sixteenReadersAreWatchedAtOnce() throws Exception {
        try (ReaderMonitor monitor = monitor()) {
            for (int i = 0; i < 16; i++) {
                service.addReader("Reader PICC %02X 00".formatted(i));
            }
            HeardEvents.until("16 readers are shown", () -> monitor.readers().readers().size() == 16);
            for (int i = 0; i < 16; i++) {
                service.insert("Reader PICC %02X 00".formatted(i), ntag(CardUid.parse("040000000000%02X".formatted(i))));
            }
            HeardEvents.until("16 cards are read", () -> monitor.readers().readers().stream()
                    .allMatch(r -> r.state() == ReaderState.CARD_OK));
        }
        assertThat(pcsc.openContexts()).isZero();
    }

    @Test
    void closingWhileWaitingOrReadingLeavesNothingBehind() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        for (int round = 0; round < 20; round++) {
            HeardEvents heard = new HeardEvents();
            ReaderMonitor monitor = new ReaderMonitor(pcsc, InstantSource.system(), heard);
            if (round % 2 == 0) {
                heard.nextTap();
            }
            long began = System.nanoTime();
            monitor.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(900));
            assertThat(pcsc.openContexts()).isZero();
        }
        HeardEvents.until("the service counts no connection", () -> service.clients() == 0);
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("nfc-"));
    }

    @Test
    void aListenerThatFailsDoesNotStopTheReaders() throws Exception {
        service.addReader(READER);
        service.insert(READER, ntag(UID));
        Consumer<ReaderEvent> failing = event -> {
            events.accept(event);
            throw new IllegalStateException("listener");
        };
        try (ReaderMonitor monitor = new ReaderMonitor(pcsc, InstantSource.system(), failing)) {
            events.nextTap();
            service.insert(READER, ntag(OTHER));
            assertThat(events.nextTap().uid()).isEqualTo(OTHER);
            assertThat(monitor.readers().readers()).hasSize(1);
        }
    }

    @Test
    void withoutALibraryItSaysSo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        PcscService none = new PcscService() {
            @Override
            public String name() {
                return "none";
            }

            @Override
            public PcscContext establish() throws PcscException {
                asked.countDown();
                throw new PcscException(PcscError.LIBRARY_MISSING, "no PC/SC library");
            }

            @Override
            public int openContexts() {
                return 0;
            }
        };
        try (ReaderMonitor monitor = new ReaderMonitor(none, InstantSource.system(), events)) {
            events.next(ReaderEvent.ServiceMissing.class);
            assertThat(asked.getCount()).isZero();
            assertThat(monitor.readers().why()).isEqualTo(Advice.INSTALL_SERVICE);
        }
    }

    @Test
    void withoutAServiceItSaysSoOnce() throws Exception {
        service.kill();
        try (ReaderMonitor monitor = monitor()) {
            assertThat(events.next(ReaderEvent.ServiceDown.class).error()).isEqualTo(PcscError.NO_SERVICE);
            assertThat(monitor.readers().why()).isEqualTo(Advice.START_SERVICE);
            service.start();
            events.next(ReaderEvent.ServiceUp.class);
            assertThat(events.all()).filteredOn(ReaderEvent.ServiceDown.class::isInstance).hasSize(1);
            assertThat(List.of(Advice.values())).allMatch(a -> !a.text().isBlank());
        }
    }
}
