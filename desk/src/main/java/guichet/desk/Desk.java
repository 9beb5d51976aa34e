package guichet.desk;

import guichet.desk.counter.Counter;
import guichet.desk.counter.CounterDesk;
import guichet.desk.deciding.Allowances;
import guichet.desk.deciding.Deciding;
import guichet.desk.devices.Devices;
import guichet.desk.devices.DevicesDesk;
import guichet.desk.devices.DevicesState;
import guichet.desk.line.Line;
import guichet.desk.line.Lines;
import guichet.desk.news.News;
import guichet.desk.review.Review;
import guichet.desk.review.ReviewDesk;
import guichet.desk.signin.Enrol;
import guichet.desk.signin.EnrolmentDesk;
import guichet.desk.signin.Presence;
import guichet.desk.signin.SignIn;
import guichet.desk.signin.SignInDesk;
import guichet.desk.status.Status;
import guichet.desk.status.StatusDesk;
import guichet.sync.journal.DeskClock;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * A desk without a window: everything an operator can do at it, wired once. The console, the bridge, the demo and tests stand on
 * it. Methods of its parts may block; none is for a UI thread. Only enrolment, status and devices answer before the desk is
 * enrolled.
 */
public final class Desk implements AutoCloseable {
    private final Store store;
    private final News news;
    private final Lines lines;
    private final Allowances allowances;
    private final Devices devices;
    private final Enrol enrol;
    private final SignIn signIn;
    private final Counter counter;
    private final Review review;
    private final Status status;

    private Desk(Store store, DeskConfig config, SecureRandom random) {
        DeskClock clock = new DeskClock(config.clock(), System::nanoTime, UUID.randomUUID());
        Presence presence = new Presence();
        this.store = store;
        this.news = new News();
        this.lines = new Lines(store, clock, random, news);
        this.allowances = new Allowances();
        Deciding deciding = new Deciding(lines, presence, allowances, config.deadline());
        this.devices = new Devices(lines, news, config.key() instanceof StoreKeyFile
                ? DevicesState.StoreProtection.FILE
                : DevicesState.StoreProtection.KEY_STORE);
        this.enrol = new Enrol(lines, config.kind());
        this.signIn = new SignIn(lines, store, presence, random, news);
        this.counter = new Counter(lines, news, presence, allowances, deciding, random);
        this.review = new Review(lines, news, presence, deciding, random);
        this.status = new Status(lines, clock, news, devices::light, () -> review.open().size());
        news.listen(() -> {
            deciding.tellRefusals();
            if (presence.operator().isPresent()) {
                lines.line().ifPresent(allowances::keepAtHand);
            }
        });
    }

    /**
     * Opens a desk: its store, its line to the server when it is enrolled, its readers.
     *
     * @throws guichet.sync.store.StoreFault when the store cannot be opened, such as when another process has it
     */
    public static Desk open(DeskConfig config) {
        Desk desk = new Desk(Store.open(config.store(), config.key()), config, new SecureRandom());
        desk.lines.begin();
        config.readers().ifPresent(service -> desk.devices.watch(service, config.clock()));
        desk.status.look();
        return desk;
    }

    public EnrolmentDesk enrolment() {
        return enrol;
    }

    public SignInDesk signIn() {
        return signIn;
    }

    public CounterDesk counter() {
        return counter;
    }

    public ReviewDesk review() {
        return review;
    }

    public DevicesDesk devices() {
        return devices;
    }

    public StatusDesk status() {
        return status;
    }

    /** What an enrolled desk works with, for parts that are not a screen's; empty before enrolment. */
    public Optional<Line> line() {
        return lines.line();
    }

    /** Readers first, so that nothing new begins; then the line and who listens; the store last. Returns when all threads ended. */
    @Override
    public void close() {
        devices.close();
        allowances.stopAsking();
        lines.close();
        allowances.close();
        news.close();
        store.close();
    }
}
