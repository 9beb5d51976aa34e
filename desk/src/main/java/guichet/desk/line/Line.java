package guichet.desk.line;

import guichet.domain.desks.Location;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.Uuid7;
import guichet.domain.operations.Header;
import guichet.domain.rules.View;
import guichet.domain.time.GamingDay;
import guichet.sync.enrolment.DeskIdentity;
import guichet.sync.feed.Feed;
import guichet.sync.journal.DeskClock;
import guichet.sync.journal.DeskView;
import guichet.sync.journal.Journal;
import guichet.sync.loop.SyncLoop;
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

    public OperationId newId() {
        return new OperationId(ids.next());
    }

    /** What is known here now, judged by whether the server can be asked. */
    public DeskView view() {
        return view(online() ? View.Standing.DESK_ONLINE : View.Standing.DESK_CUT_OFF);
    }

    public DeskView view(View.Standing standing) {
        return journal.view(clock.instant(), standing);
    }

    /** The header of an operation made now. */
    public Header header(OperationId id, OperatorId operator) {
        return Header.of(id, identity.chain().desk(), operator, clock.times());
    }

    /** The location as the feed last told it; empty before the first page. */
    public Optional<Location> location() {
        return Optional.ofNullable(view().read(Location.key(identity.location())).orNull());
    }

    /** The location's gaming day that contains an instant. */
    public GamingDay gamingDay(Instant at) {
        return location().map(location -> location.gamingDay(at))
                .orElseGet(() -> GamingDay.containing(at, identity.zone(), identity.dayStartHour()));
    }
}
