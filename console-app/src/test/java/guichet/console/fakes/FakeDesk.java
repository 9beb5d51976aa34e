package guichet.console.fakes;

import guichet.console.ConsolePorts;
import guichet.desk.counter.CardSeen;
import guichet.desk.counter.Trust;
import guichet.desk.devices.ConnectionTest;
import guichet.desk.devices.DevicesDesk;
import guichet.desk.devices.DevicesState;
import guichet.desk.devices.ReaderLine;
import guichet.desk.devices.TapSeen;
import guichet.console.platform.JdkPlatform;
import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewDesk;
import guichet.desk.review.ReviewItem;
import guichet.console.settings.Preferences;
import guichet.console.settings.PreferencesStore;
import guichet.desk.status.Connection;
import guichet.desk.status.DeskStatus;
import guichet.desk.status.ReaderLight;
import guichet.desk.status.StatusDesk;
import guichet.desk.signin.EnrolmentDesk;
import guichet.desk.signin.EnrolmentResult;
import guichet.desk.signin.Operator;
import guichet.desk.signin.Role;
import guichet.desk.signin.SignInDesk;
import guichet.desk.signin.SignInResult;
import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import guichet.desk.news.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All ports but the counter, in memory, with switches for what a test wants to see. */
public final class FakeDesk implements EnrolmentDesk, SignInDesk, StatusDesk, ReviewDesk, DevicesDesk, PreferencesStore {
    /** What cards and money do. */
    public final FakeCounter counter;
    private final InstantSource clock;
    private final List<Consumer<DeskStatus>> statusListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<TapSeen>> tapListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<DevicesState>> deviceListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> reviewListeners = new CopyOnWriteArrayList<>();
    private final List<TapSeen> taps = new CopyOnWriteArrayList<>();
    /** What Review holds. */
    public final List<ReviewItem> items = new CopyOnWriteArrayList<>();
    /** What was settled, "id RESOLUTION reason". */
    public final List<String> settled = new CopyOnWriteArrayList<>();
    /** Names that signed out. */
    public final List<String> signedOut = new CopyOnWriteArrayList<>();
    private volatile boolean enrolled = true;
    private int triesLeft = 3;
    private volatile Preferences preferences = Preferences.FIRST;
    private volatile DeskStatus status;
    private volatile Optional<Reason> trouble = Optional.empty();
    private volatile boolean readerThere = true;

    /** A desk that is online and enrolled. */
    public FakeDesk(InstantSource clock) {
        this.clock = clock;
        this.counter = new FakeCounter(clock);
        this.status = new DeskStatus("Casa Marina", "Counter 1", LocalDate.of(2026, 11, 20), ZoneId.of("Europe/Madrid"),
                new Connection.Online(0),
                ReaderLight.READY, 0);
    }

    /** The ports for a console. */
    public ConsolePorts ports() {
        return new ConsolePorts(this, this, this, counter, this, this, this, new JdkPlatform(), clock,
                () -> System.out.println("desk released"));
    }

    /** Needs enrolment first. */
    public FakeDesk fresh() {
        enrolled = false;
        return this;
    }

    /** Starts with these preferences. */
    public FakeDesk with(Preferences kept) {
        preferences = kept;
        return this;
    }

    /** Cuts the line. */
    public void offline(int unsent, long riskMinor) {
        counter.online = false;
        connection(new Connection.Offline(clock.instant().minus(Duration.ofMinutes(14)), unsent,
                List.of(new Amount(riskMinor, "EUR"))));
    }

    /** Changes the pill. */
    public void connection(Connection connection) {
        counter.online = !(connection instanceof Connection.Offline);
        put(new DeskStatus(status.location(), status.desk(), status.gamingDay(), status.zone(), connection, status.reader(),
                items.size()));
    }

    /** Unplugs the reader. */
    public void unplug() {
        readerThere = false;
        trouble = Optional.of(Reason.of("READER_NONE"));
        put(new DeskStatus(status.location(), status.desk(), status.gamingDay(), status.zone(), status.connection(),
                ReaderLight.NONE, items.size()));
        deviceListeners.forEach(listener -> listener.accept(state()));
    }

    private void put(DeskStatus fresh) {
        status = fresh;
        statusListeners.forEach(listener -> listener.accept(fresh));
    }

    /** Holds a card on the reader. */
    public void tap(String serial) {
        tap(new CardSeen(serial, "MIFARE Ultralight EV1", Trust.UID_ONLY, false));
    }

    /** Holds a card on the reader. */
    public void tap(CardSeen card) {
        TapSeen tap = new TapSeen("ACS ACR1252 Dual Reader", card, clock.instant(), Duration.ofMillis(38));
        taps.addFirst(tap);
        tapListeners.forEach(listener -> listener.accept(tap));
    }

    /** Puts something into Review. */
    public void needsPerson(ReviewItem item) {
        items.add(item);
        reviewListeners.forEach(Runnable::run);
        connection(status.connection());
    }

    @Override
    public boolean enrolled() {
        return enrolled;
    }

    @Override
    public EnrolmentResult enrol(String server, String code, String deskName) {
        if (!code.equals("7F3K-92QX")) {
            return new EnrolmentResult.Refused(EnrolmentResult.Field.CODE, Reason.of("ENROL_CODE_WRONG"));
        }
        enrolled = true;
        return new EnrolmentResult.Enrolled("Casa Marina", deskName);
    }

    @Override
    public List<Operator> recent() {
        return List.of(new Operator("op-1", "ana", "Ana Torres", Role.CASHIER),
                new Operator("op-2", "luis", "Luis Vega", Role.SUPERVISOR));
    }

    @Override
    public synchronized SignInResult signIn(String name, char[] pin) {
        Optional<Operator> known = recent().stream().filter(operator -> operator.name().equals(name)).findFirst();
        if (name.equals("flo")) {
            known = Optional.of(new Operator("op-3", "flo", "Flo Nieto", Role.FLOOR));
        }
        if (known.isEmpty() && !counter.online) {
            return new SignInResult.NotPossible(Reason.of("OPERATOR_NEVER_HERE"));
        }
        if (known.isPresent() && new String(pin).equals("2468")) {
            triesLeft = 3;
            return new SignInResult.SignedIn(known.get(), counter.online);
        }
        triesLeft--;
        return triesLeft > 0
                ? new SignInResult.WrongPin(triesLeft)
                : new SignInResult.Locked(clock.instant().plus(Duration.ofMinutes(15)));
    }

    @Override
    public void signOut() {
        signedOut.add("out");
    }

    @Override
    public DeskStatus now() {
        return status;
    }

    @Override
    public Subscription onChange(Consumer<DeskStatus> listener) {
        statusListeners.add(listener);
        return () -> statusListeners.remove(listener);
    }

    @Override
    public List<ReviewItem> open() {
        return new ArrayList<>(items);
    }

    @Override
    public Optional<Reason> resolve(String itemId, Resolution resolution, String reason) {
        settled.add(itemId + " " + resolution + " " + reason);
        return items.removeIf(item -> item.id().equals(itemId)) ? Optional.empty() : Optional.of(Reason.of("ALREADY_SETTLED"));
    }

    @Override
    public Preferences load() {
        return preferences;
    }

    @Override
    public void save(Preferences changed) {
        preferences = changed;
    }

    @Override
    public DevicesState state() {
        List<ReaderLine> readers = readerThere
                ? List.of(new ReaderLine("ACS ACR1252 Dual Reader", ReaderLight.READY, taps.stream().limit(5).toList()))
                : List.of();
        return new DevicesState(readers, trouble, DevicesState.StoreProtection.FILE);
    }

    @Override
    public Subscription onState(Consumer<DevicesState> listener) {
        deviceListeners.add(listener);
        return () -> deviceListeners.remove(listener);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        reviewListeners.add(listener);
        return () -> reviewListeners.remove(listener);
    }

    @Override
    public Subscription onTap(Consumer<TapSeen> listener) {
        tapListeners.add(listener);
        return () -> tapListeners.remove(listener);
    }

    @Override
    public ConnectionTest testConnection() {
        return counter.online
                ? new ConnectionTest.Fine("https://guichet.example.org", Duration.ofMillis(23), Duration.ofSeconds(0))
                : new ConnectionTest.Failed(Reason.of("OFFLINE"));
    }
}
