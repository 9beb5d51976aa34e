package guichet.nfc.readers;

import guichet.nfc.cards.CardUid;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscError;
import guichet.nfc.pcsc.PcscError.Meaning;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.pcsc.ReaderStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches all readers from one thread and reports taps. It outlives everything outside it: the service and the readers
 * may go and come as often as they like.
 *
 * <p>
 * The listener is called on the monitor's and the readers' threads; it should hand over and return. What it throws is
 * logged.
 */
public final class ReaderMonitor implements AutoCloseable {
    /** The same card on the same reader within this time of going is the same tap: radio fields flicker. */
    public static final Duration DEBOUNCE = Duration.ofMillis(300);
    private static final Logger LOG = LoggerFactory.getLogger(ReaderMonitor.class);
    private static final Duration WAIT = Duration.ofSeconds(1);
    /**
     * pcsc-lite before 2.3 overlooks a reader that comes between listing and waiting. Changes come in groups, so for
     * a while after one the list is read more often.
     */
    private static final Duration WAIT_SETTLING = Duration.ofMillis(50);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    /** A failing attempt costs a fraction of a millisecond, and a card is to be read within 150 ms of the answer. */
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(25);
    private static final Duration MOST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LIBRARY_BACKOFF = Duration.ofSeconds(5);
    private static final Duration READER_BACKOFF = Duration.ofMillis(10);

    private final PcscService service;
    private final InstantSource clock;
    private final Duration debounce;
    private final Consumer<ReaderEvent> listener;
    private final AtomicLong sequence = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** All readers seen since the start, by full name; touched by the monitor's thread only, until it has ended. */
    private final Map<String, ReaderWorker> workers = new LinkedHashMap<>();
    private volatile List<ReaderWorker> attached = List.of();
    private volatile ReaderState serviceState = ReaderState.SERVICE_DOWN;
    private volatile @Nullable PcscError serviceError;
    private volatile @Nullable PcscContext waiting;

    /** Begins to watch at once. */
    public ReaderMonitor(PcscService service, InstantSource clock, Consumer<ReaderEvent> listener) {
        this(service, clock, DEBOUNCE, listener);
    }

    /** @param debounce zero for none */
    public ReaderMonitor(PcscService service, InstantSource clock, Duration debounce, Consumer<ReaderEvent> listener) {
        this.service = service;
        this.clock = clock;
        this.debounce = debounce;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("nfc-monitor").start(this::run);
    }

    /** The readers now. Any thread may ask; nothing is waited for. */
    public Readers readers() {
        List<ReaderSnapshot> snapshots = attached.stream().map(ReaderWorker::snapshot).toList();
        return new Readers(serviceState, Optional.ofNullable(serviceError), service.name(), snapshots);
    }

    /**
     * Runs work with the card on a reader, on the reader's thread and in one transaction.
     *
     * @param expected the card that must lie there; its UID is read again in the transaction
     * @return what the work returns; fails with {@link CardWorkException} when it could not begin, with what it threw
     *         otherwise
     */
    public <T> CompletableFuture<T> withCard(ReaderName reader, CardUid expected, CardWork<T> work) {
        for (ReaderWorker worker : attached) {
            if (worker.name().equals(reader)) {
                return worker.work(Optional.of(expected), work);
            }
        }
        return CompletableFuture.failedFuture(new CardWorkException(CardWorkException.Code.NO_READER, reader));
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (closing.getCount() > 0) {
            try (PcscContext context = service.establish()) {
                waiting = context;
                backoff = FIRST_BACKOFF;
                watch(context);
            } catch (PcscException e) {
                down(e.error(), String.valueOf(e.getMessage()));
            } catch (RuntimeException fault) {
                LOG.error("the reader monitor starts again", fault);
                down(PcscError.UNKNOWN, String.valueOf(fault.getMessage()));
            } finally {
                waiting = null;
            }
            pause(serviceState == ReaderState.SERVICE_MISSING ? LIBRARY_BACKOFF : backoff);
            backoff = backoff.multipliedBy(2).compareTo(MOST_BACKOFF) < 0 ? backoff.multipliedBy(2) : MOST_BACKOFF;
        }
        workers.values().forEach(ReaderWorker::close);
    }

    private void watch(PcscContext context) throws PcscException {
        List<String> listed = context.readers();
        up();
        Map<String, ReaderStatus> known = new LinkedHashMap<>();
        long settledAt = System.nanoTime() + SETTLING.toNanos();
        boolean first = true;
        while (closing.getCount() > 0) {
            if (follow(listed, known) || first) {
                settledAt = System.nanoTime() + SETTLING.toNanos();
                announce(known.isEmpty());
            }
            first = false;
            List<ReaderStatus> before = List.copyOf(known.values());
            Duration wait = System.nanoTime() - settledAt < 0 ? WAIT_SETTLING : WAIT;
            try {
                List<ReaderStatus> now = context.waitForChange(before, wait);
                long seenAt = System.nanoTime();
                for (int i = 0; i < now.size(); i++) {
                    observe(before.get(i), now.get(i), seenAt);
                    known.put(now.get(i).reader(), now.get(i));
                }
            } catch (PcscException e) {
                if (e.meaning() != Meaning.READER_LOST) {
                    throw e;
                }
                pause(READER_BACKOFF);
            }
            listed = context.readers();
        }
    }

    /** Brings the known readers in line with the list; true when they were not. */
    private boolean follow(List<String> listed, Map<String, ReaderStatus> known) {
        List<String> wanted = listed.stream().filter(r -> new ReaderName(r).role() != ReaderName.Role.SAM).toList();
        if (wanted.equals(List.copyOf(known.keySet()))) {
            return false;
        }
        List<String> left = known.keySet().stream().filter(r -> !wanted.contains(r)).toList();
        for (String reader : left) {
            known.remove(reader);
            worker(reader).detached();
        }
        List<ReaderWorker> now = new ArrayList<>();
        for (String reader : wanted) {
            ReaderWorker worker = worker(reader);
            now.add(worker);
            if (known.putIfAbsent(reader, ReaderStatus.unaware(reader)) == null) {
                worker.attached();
            }
        }
        attached = List.copyOf(now);
        return true;
    }

    private ReaderWorker worker(String reader) {
        return workers.computeIfAbsent(reader,
                r -> new ReaderWorker(new ReaderName(r), service, clock, debounce, sequence, this::emit));
    }

    private void observe(ReaderStatus before, ReaderStatus now, long seenAt) {
        ReaderWorker worker = worker(now.reader());
        boolean lay = before.present();
        boolean lies = now.present() && !now.unavailable();
        if (lay && (!lies || now.swappedSince(before))) {
            worker.cardAbsent(seenAt);
        }
        if (lies && (!lay || now.swappedSince(before) || now.mute() != before.mute() || worker.isBusy())) {
            worker.cardPresent(now, seenAt);
        }
    }

    private void up() {
        serviceError = null;
        serviceState = ReaderState.READER_READY;
        LOG.info("the smart card service answers ({})", service.name());
        emit(new ReaderEvent.ServiceUp());
    }

    private void announce(boolean noReader) {
        ReaderState state = noReader ? ReaderState.NO_READER : ReaderState.READER_READY;
        serviceState = state;
        if (noReader) {
            emit(new ReaderEvent.NoReader());
        }
    }

    private void down(PcscError error, String detail) {
        List<ReaderWorker> left = attached;
        attached = List.of();
        left.forEach(ReaderWorker::detached);
        if (error != serviceError && closing.getCount() > 0) {
            serviceError = error;
            LOG.warn("the smart card service does not answer: {}", detail);
            boolean missing = error == PcscError.LIBRARY_MISSING;
            serviceState = missing ? ReaderState.SERVICE_MISSING : ReaderState.SERVICE_DOWN;
            emit(missing ? new ReaderEvent.ServiceMissing(detail) : new ReaderEvent.ServiceDown(error));
        }
    }

    private void emit(ReaderEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException fault) {
            LOG.error("a listener failed on {}", event.getClass().getSimpleName(), fault);
        }
    }

    private void pause(Duration time) {
        try {
            if (closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("the reader monitor ends");
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Ends the monitor and its readers' threads; returns when they have ended and no context is open. */
    @Override
    public void close() {
        closing.countDown();
        try {
            while (thread.isAlive()) {
                PcscContext context = waiting;
                if (context != null) {
                    // The monitor may have been just about to wait, and a cancel before a wait is lost: hence again.
                    context.cancel();
                }
                thread.join(Duration.ofMillis(20));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
