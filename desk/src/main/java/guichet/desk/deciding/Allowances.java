package guichet.desk.deciding;

import guichet.desk.line.Line;
import guichet.domain.allowances.Allowance;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Signatures;
import guichet.protocol.desk.Change;
import guichet.sync.journal.DeskView;
import guichet.sync.server.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this desk may do while it is cut off. While the server is heard, keeps one allowance at hand that is good for another hour
 * and has a quarter of its money and count left; asks on a thread of its own, named "desk-allowances".
 */
public final class Allowances implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Allowances.class);
    private static final Duration LEAST_TIME = Duration.ofHours(1);
    private static final long LEAST_PART = 4;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("desk-allowances").factory());
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean closed;

    /** The allowances of this desk that may be drawn on now, signed by the server, the fullest first. */
    public List<Allowance> usable(Line line, DeskView view) {
        Instant now = view.at();
        return view.keys(Allowance.TABLE, Allowance.DESK, line.identity().chain().desk().toString()).stream()
                .map(key -> view.read(key).orNull()).filter(allowance -> allowance != null && isGood(allowance, line, now))
                .sorted(Comparator.comparingLong((Allowance allowance) -> allowance.left().minor()).reversed()).toList();
    }

    /** The allowance for an amount: the smallest that covers it, else the fullest, so that a refusal says what is left. */
    Optional<Allowance> forAmount(Line line, DeskView view, Money amount) {
        List<Allowance> usable = usable(line, view).stream()
                .filter(allowance -> allowance.total().currency().equals(amount.currency())).toList();
        return usable.reversed().stream().filter(allowance -> covers(allowance, amount)).findFirst()
                .or(() -> usable.stream().findFirst());
    }

    /** The most that one operation may move now; empty when there is no allowance. */
    public Optional<Money> most(Line line, DeskView view, Currency currency) {
        return usable(line, view).stream()
                .filter(allowance -> allowance.total().currency().equals(currency) && allowance.usedCount() < allowance.count())
                .map(allowance -> allowance.left().compareTo(allowance.perOperation()) < 0
                        ? allowance.left()
                        : allowance.perOperation())
                .max(Comparator.naturalOrder());
    }

    /** Asks the server for another allowance when too little is left. Returns at once. */
    public void keepAtHand(Line line) {
        if (!closed && line.online() && asking.compareAndSet(false, true)) {
            try {
                thread.execute(() -> ask(line));
            } catch (RejectedExecutionException e) {
                LOG.debug("closed meanwhile", e);
            }
        }
    }

    private void ask(Line line) {
        try {
            Instant now = line.clock().judging();
            if (closed || now.isBefore(notBefore) || usable(line, line.view()).stream().anyMatch(one -> isEnough(one, now))) {
                return;
            }
            Reply<Change> reply = line.session().allowance(line.identity().currency());
            if (reply instanceof Reply.Answered<Change>(Change row)) {
                line.feed().apply(row);
                Columns granted = row.row();
                if (granted != null) {
                    // The server's clock when it was granted: nothing drawn on it can have been made before.
                    line.clock().heard(granted.require(Allowance.VALID_FROM));
                }
            } else {
                LOG.info("no allowance: {}", reply);
            }
            notBefore = now.plus(PAUSE);
        } catch (RuntimeException fault) {
            if (!closed) {
                LOG.error("could not get an allowance", fault);
            }
        } finally {
            asking.set(false);
        }
    }

    private static boolean isGood(Allowance allowance, Line line, Instant now) {
        return !now.isBefore(allowance.validFrom()) && !now.isAfter(allowance.validUntil()) && isSigned(allowance, line);
    }

    private static boolean isSigned(Allowance allowance, Line line) {
        try {
            return Signatures.verify(line.identity().serverKey(), Bytes.utf8(allowance.signedText()),
                    Bytes.base64(allowance.signature()));
        } catch (IllegalArgumentException e) {
            LOG.warn("allowance {} has no signature that can be read", allowance.id());
            return false;
        }
    }

    private static boolean covers(Allowance allowance, Money amount) {
        return amount.compareTo(allowance.perOperation()) <= 0 && amount.compareTo(allowance.left()) <= 0
                && allowance.usedCount() < allowance.count();
    }

    private static boolean isEnough(Allowance allowance, Instant now) {
        return allowance.validUntil().isAfter(now.plus(LEAST_TIME))
                && allowance.left().minor() >= allowance.total().minor() / LEAST_PART
                && allowance.count() - allowance.usedCount() >= allowance.count() / LEAST_PART;
    }

    /** Asks no more; a request in progress ends when the line is closed. */
    public void stopAsking() {
        closed = true;
    }

    /** Waits for the thread. To be called when the line is closed: interrupting a request would end it by an exception. */
    @Override
    public void close() {
        closed = true;
        thread.close();
    }
}
