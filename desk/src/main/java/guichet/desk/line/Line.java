package guichet.desk.line;

import guichet.domain.desks.Location;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.Uuid7;
import guichet.domain.operations.Header;
import guichet.domain.rules.View;
import guichet.domain.time.GamingDay;
import guichet.sync.server.DeskIdentity;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.Journal;
import guichet.sync.loop.SyncLoop;
import guichet.sync.loop.SyncStatus;
import guichet.sync.server.DeskSession;
import guichet.sync.server.ServerClient;
import guichet.sync.store.Store;
import java.time.Instant;
import java.util.Optional;

/**
 * What an enrolled desk works with.
 *
 * @param ids makes identifiers of operations, members and whatever else begins here
 */
public record Line(DeskIdentity identity, Store store, DeskClock clock, Uuid7 ids, Journal journal, Feed feed,
        ServerClient client,
        DeskSession session, SyncLoop loop) {

    /** Whether the server was heard when it was last asked. */
    public boolean online() {
        return loop.status().online();
    }

    /**
     * Why this desk may begin nothing new, also when the server is not heard: {@code DESK_FORKED} when it was restored from a
     * copy, {@code DESK_SHUT_OUT} when the server does not let it in. Empty when it may work.
     */
    public Optional<String> stopped() {
        if (journal.forked()) {
            return Optional.of("DESK_FORKED");
        }
        return loop.status().link() == SyncStatus.Link.REFUSED ? Optional.of("DESK_SHUT_OUT") : Optional.empty();
    }

    public OperationId newId() {
        return new OperationId(ids.next());
    }

    /** What is known here now, judged by whether the server can be asked. */
    public DeskView view() {
        return view(online() ? View.Standing.DESK_ONLINE : View.Standing.DESK_CUT_OFF);
    }

    public DeskView view(View.Standing standing) {
        return journal.view(clock.judging(), standing);
    }

    /** The header of an operation made now. */
    public Header header(OperationId id, OperatorId operator) {
        return Header.of(id, identity.chain().desk(), operator, clock.times());
    }

    /** The location as the feed last told it; empty before the first page. */
    public Optional<Location> location() {
        return Optional.ofNullable(view().read(Location.key(identity.location())).orNull());
    }

    /** What people call the location: by the feed, before its first page by the enrolment. */
    public String locationName() {
        return location().map(Location::name).or(() -> store.setting(Enrolment.LOCATION_NAME)).orElse("");
    }

    /** The location's gaming day that contains an instant. */
    public GamingDay gamingDay(Instant at) {
        return location().map(location -> location.gamingDay(at))
                .orElseGet(() -> GamingDay.containing(at, identity.zone(), identity.dayStartHour()));
    }
}
