package guichet.desk.devices;

import guichet.desk.counter.CardSeen;
import guichet.desk.counter.Trust;
import guichet.desk.line.Line;
import guichet.desk.line.Lines;
import guichet.desk.news.News;
import guichet.desk.news.Subscription;
import guichet.desk.status.ReaderLight;
import guichet.desk.words.Reason;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.readers.ReaderEvent;
import guichet.nfc.readers.ReaderMonitor;
import guichet.nfc.readers.ReaderSnapshot;
import guichet.nfc.readers.ReaderState;
import guichet.nfc.readers.Readers;
import guichet.nfc.readers.Tap;
import guichet.protocol.access.ChallengeAnswer;
import guichet.protocol.desk.ChangesPage;
import guichet.protocol.desk.Cursor;
import guichet.sync.server.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readers as screens see them. Events are handed over from the readers' threads to one, "desk-devices", so that a slow listener
 * holds up no reader.
 */
public final class Devices implements DevicesDesk, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
    private static final int LAST_TAPS = 5;

    private final Lines lines;
    private final News news;
    private final DevicesState.StoreProtection protection;
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("desk-devices").factory());
    private final List<Consumer<DevicesState>> stateListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<TapSeen>> tapListeners = new CopyOnWriteArrayList<>();
    private final Map<String, List<TapSeen>> taps = new HashMap<>();
    private volatile @Nullable ReaderMonitor monitor;
    private volatile DevicesState state;

    public Devices(Lines lines, News news, DevicesState.StoreProtection protection) {
        this.lines = lines;
        this.news = news;
        this.protection = protection;
        this.state = new DevicesState(List.of(), Optional.of(Reason.of("READER_NONE")), protection);
    }

    /** Begins to watch the readers. */
    public void watch(PcscService service, InstantSource clock) {
        monitor = new ReaderMonitor(service, clock, this::happened);
    }

    @Override
    public DevicesState state() {
        return state;
    }

    @Override
    public Subscription onState(Consumer<DevicesState> listener) {
        stateListeners.add(listener);
        return () -> stateListeners.remove(listener);
    }

    @Override
    public Subscription onTap(Consumer<TapSeen> listener) {
        tapListeners.add(listener);
        return () -> tapListeners.remove(listener);
    }

    /** One light for all readers: the one that needs somebody first. */
    public ReaderLight light() {
        List<ReaderLight> lights = state.readers().stream().map(ReaderLine::state).toList();
        if (lights.isEmpty()) {
            return ReaderLight.NONE;
        }
        return lights.contains(ReaderLight.CARD)
                ? ReaderLight.CARD
                : lights.contains(ReaderLight.READY) ? ReaderLight.READY : ReaderLight.TROUBLE;
    }

    @Override
    public ConnectionTest testConnection() {
        Line line = lines.line().orElse(null);
        if (line == null) {
            return new ConnectionTest.Failed(Reason.of("NOT_ENROLLED"));
        }
        String server = line.identity().server().toString();
        // The first request may have to get a session before it.
        Reply<ChallengeAnswer> there = line.session().ask(_ -> line.client().challenge(line.identity().chain().desk()));
        long before = System.nanoTime();
        Optional<Cursor> cursor = line.feed().cursor();
        Reply<Duration> reply = cursor.isEmpty()
                ? there.map(_ -> Duration.ZERO)
                : line.session().ask(token -> line.client().changes(token, cursor.get(), 1)).map(page -> clockOff(line, page));
        Duration roundTrip = Duration.ofNanos(System.nanoTime() - before);
        line.loop().wake();
        return switch (reply) {
            case Reply.Answered<Duration>(Duration off) -> new ConnectionTest.Fine(server, roundTrip, off);
            case Reply.Refused<Duration>(int _, String code, String _) -> new ConnectionTest.Failed(Reason.of(code));
            case Reply.RateLimited<Duration>(Duration after) ->
                new ConnectionTest.Failed(Reason.of("TOO_MANY_TRIES", after.toSeconds()));
            case Reply.Unreachable<Duration> _ -> new ConnectionTest.Failed(Reason.of("OFFLINE"));
        };
    }

    /** How far this computer's clock is ahead of the server's. */
    private static Duration clockOff(Line line, ChangesPage page) {
        return Duration.between(page.at(), line.clock().instant());
    }

    private void happened(ReaderEvent event) {
        try {
            thread.execute(() -> tell(event));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed meanwhile", e);
        }
    }

    private void tell(ReaderEvent event) {
        if (event instanceof ReaderEvent.Tapped(Tap tap)) {
            TapSeen seen = seen(tap);
            List<TapSeen> last = taps.computeIfAbsent(seen.reader(), _ -> new ArrayList<>());
            last.addFirst(seen);
            if (last.size() > LAST_TAPS) {
                last.removeLast();
            }
            each(tapListeners, seen);
        }
        ReaderMonitor known = monitor;
        if (known == null) {
            return;
        }
        DevicesState fresh = of(known.readers());
        if (!fresh.equals(state)) {
            state = fresh;
            each(stateListeners, fresh);
            news.changed();
        }
    }

    private static <T> void each(List<Consumer<T>> listeners, T news) {
        for (Consumer<T> listener : listeners) {
            try {
                listener.accept(news);
            } catch (RuntimeException fault) {
                LOG.error("a listener failed", fault);
            }
        }
    }

    private DevicesState of(Readers readers) {
        List<ReaderLine> found = readers.readers().stream()
                .map(reader -> new ReaderLine(reader.name().full(), light(reader.state()),
                        List.copyOf(taps.getOrDefault(reader.name().full(), List.of()))))
                .toList();
        return new DevicesState(found, trouble(readers), protection);
    }

    private static ReaderLight light(ReaderState state) {
        return switch (state) {
            case READER_READY -> ReaderLight.READY;
            case CARD_READING, CARD_OK -> ReaderLight.CARD;
            case CARD_UNREADABLE, READER_BUSY -> ReaderLight.TROUBLE;
            case SERVICE_MISSING, SERVICE_DOWN, NO_READER -> ReaderLight.NONE;
        };
    }

    private static Optional<Reason> trouble(Readers readers) {
        String reader = readers.readers().stream().filter(one -> light(one.state()) == ReaderLight.TROUBLE).findFirst()
                .map(ReaderSnapshot::name).map(name -> name.full()).orElse("");
        return switch (readers.why()) {
            case INSTALL_SERVICE -> Optional.of(Reason.of("READER_SERVICE_MISSING"));
            case ALLOW_ACCESS -> Optional.of(Reason.of("READER_NOT_ALLOWED"));
            case START_SERVICE -> Optional.of(Reason.of("READER_SERVICE_DOWN"));
            case CONNECT_READER -> Optional.of(Reason.of("READER_NONE"));
            case CLOSE_OTHER_PROGRAM -> Optional.of(Reason.of("READER_BUSY", reader));
            case REPLUG_READER -> Optional.of(Reason.of("READER_MUTE", reader));
            case TURN_CARD, HOLD_CARD_STILL, TRY_ANOTHER_CARD -> Optional.of(Reason.of("CARD_UNREADABLE"));
            case USE_CONTACTLESS_CARD -> Optional.of(Reason.of("CARD_NO_SERIAL"));
            case CARD_IS_READ, HOLD_CARD_TO_READER -> Optional.empty();
        };
    }

    private static TapSeen seen(Tap tap) {
        Trust trust = switch (tap.trust()) {
            case UID_ONLY -> Trust.UID_ONLY;
            case GENUINE_CHIP -> Trust.GENUINE_CHIP;
            case AUTHENTICATED -> Trust.AUTHENTICATED;
        };
        Instant at = tap.at();
        return new TapSeen(tap.reader().full(),
                new CardSeen(tap.uid().hex(), tap.technology().tradeName(), trust, tap.uid().isRandom()), at, tap.took());
    }

    /** Ends the readers' threads, then the one that tells. */
    @Override
    public void close() {
        ReaderMonitor known = monitor;
        if (known != null) {
            known.close();
        }
        thread.close();
    }
}
