package guichet.desk.status;

import guichet.desk.deciding.Reasons;
import guichet.desk.line.Line;
import guichet.desk.line.Lines;
import guichet.desk.news.News;
import guichet.desk.news.Subscription;
import guichet.domain.desks.Location;
import guichet.protocol.desk.FeedTables;
import guichet.sync.feed.Feed;
import guichet.sync.loop.SyncStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The state that the top strip shows: computed when there is news, answered from memory. */
public final class Status implements StatusDesk {
    private final Lines lines;
    private final InstantSource clock;
    private final Supplier<ReaderLight> reader;
    private final IntSupplier review;
    private final Instant started;
    private final List<Consumer<DeskStatus>> listeners = new CopyOnWriteArrayList<>();
    private volatile DeskStatus last;

    /** @param review how many things wait in Review; may read the store */
    public Status(Lines lines, InstantSource clock, News news, Supplier<ReaderLight> reader, IntSupplier review) {
        this.lines = lines;
        this.clock = clock;
        this.reader = reader;
        this.review = review;
        this.started = clock.instant();
        this.last = notEnrolled();
        news.listen(this::look);
    }

    @Override
    public DeskStatus now() {
        return last;
    }

    @Override
    public Subscription onChange(Consumer<DeskStatus> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Looks now, and tells when something is new. */
    public synchronized void look() {
        DeskStatus fresh = lines.line().map(this::of).orElseGet(this::notEnrolled);
        boolean changed = !fresh.equals(last);
        last = fresh;
        if (changed) {
            listeners.forEach(listener -> listener.accept(fresh));
        }
    }

    private DeskStatus of(Line line) {
        ZoneId zone = line.location().map(Location::zone).orElse(line.identity().zone());
        return new DeskStatus(line.locationName(), line.identity().name(),
                line.gamingDay(line.clock().judging()).date(), zone, connection(line), reader.get(), review.getAsInt());
    }

    private static Connection connection(Line line) {
        SyncStatus status = line.loop().status();
        if (status.link() == SyncStatus.Link.FORKED) {
            return new Connection.Forked();
        }
        if (status.link() == SyncStatus.Link.REFUSED) {
            return new Connection.ShutOut();
        }
        int unsent = Math.toIntExact(Math.min(Integer.MAX_VALUE, status.unsent().count()));
        if (!status.online()) {
            return new Connection.Offline(status.since(), unsent,
                    status.unsent().atRisk().stream().map(Reasons::amount).toList());
        }
        if (status.loading()) {
            return new Connection.Loading(percent(line));
        }
        return status.refused() > 0
                ? new Connection.Refused(Math.toIntExact(Math.min(Integer.MAX_VALUE, status.refused())))
                : new Connection.Online(unsent);
    }

    /** How many of the tables have been loaded. */
    private static int percent(Line line) {
        int tables = FeedTables.SNAPSHOT.size();
        int done = line.feed().snapshotWanted().map(Feed.Wanted::table).map(FeedTables.SNAPSHOT::indexOf).orElse(tables);
        return 100 * done / tables;
    }

    private DeskStatus notEnrolled() {
        return new DeskStatus("", "", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), ZoneOffset.UTC,
                new Connection.Offline(started, 0, List.of()), reader.get(), 0);
    }
}
