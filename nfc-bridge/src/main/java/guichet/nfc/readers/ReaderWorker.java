package guichet.nfc.readers;

import guichet.nfc.cards.CardReading;
import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Identification;
import guichet.nfc.cards.Technology;
import guichet.nfc.cards.TrustLevel;
import guichet.nfc.pcsc.PcscCard;
import guichet.nfc.pcsc.PcscCard.Disposition;
import guichet.nfc.pcsc.PcscError.Meaning;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.pcsc.ReaderStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader: its thread, its context, the card on it. Everything but {@link #snapshot} and {@link #isBusy} happens on
 * its thread, in the order the monitor asked for it. It stays when the reader goes, without a context, in case the
 * reader comes back.
 */
final class ReaderWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderWorker.class);
    private static final int ATTEMPTS = 3;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ReaderName name;
    private final InstantSource clock;
    private final Consumer<ReaderEvent> events;
    private final AtomicLong sequence;
    private final Duration debounce;
    private final ExecutorService thread;
    private final CardConnection connection;

    private volatile ReaderSnapshot snapshot;
    /** Whether listeners know of the card that lies there. */
    private boolean reported;
    /** When the last card was seen to go, by the nanosecond clock; null when that means nothing any more. */
    private @Nullable Long goneAt;

    ReaderWorker(ReaderName name, PcscService service, InstantSource clock, Duration debounce, AtomicLong sequence,
            Consumer<ReaderEvent> events) {
        this.name = name;
        this.clock = clock;
        this.debounce = debounce;
        this.sequence = sequence;
        this.events = events;
        this.connection = new CardConnection(name, service);
        this.snapshot = new ReaderSnapshot(name, ReaderState.READER_READY, Optional.empty(), Optional.empty());
        // A platform thread: the calls block in native code, where a virtual thread would hold its carrier.
        this.thread = Executors
                .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("nfc-reader-" + name.full()).factory());
    }

    ReaderName name() {
        return name;
    }

    ReaderSnapshot snapshot() {
        return snapshot;
    }

    boolean isBusy() {
        return snapshot.state() == ReaderState.READER_BUSY;
    }

    void attached() {
        enqueue(() -> {
            become(ReaderState.READER_READY, null);
            events.accept(new ReaderEvent.ReaderAdded(name));
        });
    }

    /** The reader or the service has gone. A card that lies there when it returns is a new tap. */
    void detached() {
        enqueue(() -> {
            gone();
            goneAt = null;
            connection.close();
            events.accept(new ReaderEvent.ReaderRemoved(name));
        });
    }

    void cardPresent(ReaderStatus status, long seenAt) {
        enqueue(() -> read(status, seenAt));
    }

    void cardAbsent(long seenAt) {
        enqueue(() -> {
            gone();
            goneAt = seenAt;
        });
    }

    private void enqueue(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException fault) {
                LOG.error("reader {}", name, fault);
                become(ReaderState.CARD_UNREADABLE, UnreadableReason.FAILED);
            }
        });
    }

    private void become(ReaderState state, @Nullable UnreadableReason reason) {
        snapshot = new ReaderSnapshot(name, state, Optional.ofNullable(reason), snapshot.lastTap());
    }

    private void gone() {
        connection.letGo(Disposition.LEAVE);
        boolean tooSoon = snapshot.reason().filter(r -> r == UnreadableReason.REMOVED_TOO_SOON).isPresent();
        become(ReaderState.READER_READY, tooSoon ? UnreadableReason.REMOVED_TOO_SOON : null);
        if (reported) {
            reported = false;
            events.accept(new ReaderEvent.CardGone(name));
        }
    }

    private void read(ReaderStatus status, long seenAt) {
        if (status.mute()) {
            unreadable(UnreadableReason.MUTE);
            return;
        }
        boolean wasBusy = isBusy();
        become(ReaderState.CARD_READING, null);
        UnreadableReason reason = UnreadableReason.FAILED;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Optional<CardUid> uid = readOnce(status, seenAt);
                if (uid.isEmpty()) {
                    unreadable(UnreadableReason.NO_UID);
                }
                return;
            } catch (PcscException e) {
                LOG.debug("reading the card on {}, attempt {}: {}", name, attempt, e.getMessage());
                switch (e.meaning()) {
                    case BUSY -> {
                        busy(wasBusy);
                        return;
                    }
                    case SERVICE_LOST -> {
                        connection.close();
                        reason = UnreadableReason.REMOVED_TOO_SOON;
                    }
                    case PROTOCOL -> {
                        connection.unpower();
                        reason = UnreadableReason.PROTOCOL;
                    }
                    case CARD_MOVED, CARD_RESET, READER_LOST -> {
                        connection.letGo(Disposition.RESET);
                        reason = UnreadableReason.REMOVED_TOO_SOON;
                    }
                    case CARD_MUTE -> {
                        connection.letGo(Disposition.RESET);
                        reason = UnreadableReason.MUTE;
                    }
                    case NOT_ALLOWED -> {
                        connection.close();
                        unreadable(UnreadableReason.NOT_ALLOWED);
                        return;
                    }
                    case NORMAL, OTHER -> {
                        connection.letGo(Disposition.LEAVE);
                        LOG.warn("reading the card on {}: {}", name, e.getMessage());
                    }
                }
            }
        }
        unreadable(reason);
    }

    private Optional<CardUid> readOnce(ReaderStatus status, long seenAt) throws PcscException {
        PcscCard card = connection.begin();
        CardUid uid;
        Technology technology;
        try {
            Optional<CardUid> read = CardReading.uid(connection::transmit);
            if (read.isEmpty()) {
                return read;
            }
            uid = read.get();
            technology = identify(status, card);
        } finally {
            connection.end();
        }
        tapped(uid, technology, seenAt);
        return Optional.of(uid);
    }

    /** The technology as far as the card answers; a card that is pulled away while asked still gave its UID. */
    private Technology identify(ReaderStatus status, PcscCard card) throws PcscException {
        try {
            Technology technology = Identification.ask(status.atr(), name.speaksPn532(), connection::transmit);
            if (technology == Technology.ULTRALIGHT && name.speaksPn532()) {
                // It refused GET_VERSION, and a card that refuses a command sleeps until it is powered again.
                card.reconnect(Disposition.RESET);
            }
            return technology;
        } catch (PcscException e) {
            if (e.meaning() == Meaning.SERVICE_LOST) {
                throw e;
            }
            LOG.debug("asking the card on {} for its model: {}", name, e.getMessage());
            return Identification.byAtr(status.atr());
        }
    }

    private void tapped(CardUid uid, Technology technology, long seenAt) {
        Optional<Tap> last = snapshot.lastTap();
        Long gone = goneAt;
        boolean slipped = last.isPresent() && gone != null && last.get().uid().equals(uid) && !uid.isRandom()
                && seenAt - gone < debounce.toNanos();
        Tap tap = slipped
                ? last.get()
                : new Tap(name, uid, technology, TrustLevel.UID_ONLY, clock.instant(), sequence.incrementAndGet(),
                        Duration.ofNanos(System.nanoTime() - seenAt));
        snapshot = new ReaderSnapshot(name, ReaderState.CARD_OK, Optional.empty(), Optional.of(tap));
        reported = true;
        events.accept(slipped ? new ReaderEvent.CardBack(tap) : new ReaderEvent.Tapped(tap));
    }

    private void unreadable(UnreadableReason reason) {
        become(ReaderState.CARD_UNREADABLE, reason);
        reported = true;
        events.accept(new ReaderEvent.CardUnreadable(name, reason));
    }

    private void busy(boolean already) {
        become(ReaderState.READER_BUSY, null);
        if (!already) {
            reported = true;
            events.accept(new ReaderEvent.ReaderBusy(name));
        }
    }

    /** Runs work with the card that lies there; fails if it is not the one expected. */
    <T> CompletableFuture<T> work(Optional<CardUid> expected, CardWork<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    result.complete(runWork(expected, work));
                } catch (Exception e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException closed) {
            result.completeExceptionally(new CardWorkException(CardWorkException.Code.CLOSED, name));
        }
        return result;
    }

    private <T> T runWork(Optional<CardUid> expected, CardWork<T> work) throws Exception {
        if (snapshot.state() != ReaderState.CARD_OK) {
            throw new CardWorkException(CardWorkException.Code.NO_CARD, name);
        }
        try {
            PcscCard card = connection.begin();
            try {
                // Between tap and work the card may have been changed for another faster than the driver polls.
                CardUid uid = CardReading.uid(connection::transmit)
                        .orElseThrow(() -> new CardWorkException(CardWorkException.Code.NO_CARD, name));
                if (expected.isPresent() && !expected.get().equals(uid)) {
                    throw new CardWorkException(CardWorkException.Code.OTHER_CARD, name);
                }
                return work.with(new CardSession(card, uid));
            } finally {
                connection.end();
            }
        } catch (PcscException e) {
            connection.letGo(Disposition.LEAVE);
            throw e;
        }
    }

    /** Says goodbye to the card and ends the thread. Returns when it has, or after two seconds. */
    void close() {
        thread.execute(connection::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("reader {} did not come back from the card in time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
