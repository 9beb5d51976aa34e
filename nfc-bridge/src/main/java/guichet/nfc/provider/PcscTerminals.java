package guichet.nfc.provider;

import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscError.Meaning;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.pcsc.ReaderStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;

/** The readers. Each call has a context of its own, so that none waits for another and none outlives the service. */
final class PcscTerminals extends CardTerminals {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final PcscService service;
    /** What the last wait saw, by reader; the states CARD_INSERTION and CARD_REMOVAL mean changes since then. */
    private Map<String, ReaderStatus> before = new HashMap<>();
    private Map<String, ReaderStatus> now = new HashMap<>();

    PcscTerminals(PcscService service) {
        this.service = service;
    }

    @Override
    public synchronized List<CardTerminal> list(State state) throws CardException {
        List<CardTerminal> terminals = new ArrayList<>();
        try (PcscContext context = service.establish()) {
            for (ReaderStatus status : current(context)) {
                if (matches(state, status)) {
                    terminals.add(new PcscTerminal(service, status.reader()));
                }
            }
        } catch (PcscException e) {
            throw new CardException("list()", e);
        }
        return List.copyOf(terminals);
    }

    private boolean matches(State state, ReaderStatus status) {
        boolean was = before.containsKey(status.reader()) && present(before, status.reader());
        boolean is = present(now, status.reader());
        return switch (state) {
            case ALL -> true;
            case CARD_PRESENT -> status.present();
            case CARD_ABSENT -> !status.present();
            case CARD_INSERTION -> is && !was;
            case CARD_REMOVAL -> was && !is;
        };
    }

    private static boolean present(Map<String, ReaderStatus> seen, String reader) {
        ReaderStatus status = seen.get(reader);
        return status != null && status.present();
    }

    private static List<ReaderStatus> current(PcscContext context) throws PcscException {
        List<ReaderStatus> unaware = context.readers().stream().map(ReaderStatus::unaware).toList();
        return unaware.isEmpty() ? unaware : context.waitForChange(unaware, Duration.ZERO);
    }

    @Override
    public synchronized boolean waitForChange(long timeout) throws CardException {
        if (timeout < 0) {
            throw new IllegalArgumentException("a timeout below zero");
        }
        long until = System.nanoTime() + Duration.ofMillis(timeout).toNanos();
        try (PcscContext context = service.establish()) {
            while (true) {
                List<ReaderStatus> states = current(context);
                Map<String, ReaderStatus> seen = new HashMap<>();
                states.forEach(s -> seen.put(s.reader(), s));
                if (!presence(seen).equals(presence(now))) {
                    before = now;
                    now = seen;
                    return true;
                }
                Duration left = timeout == 0 ? LONGEST : Duration.ofNanos(until - System.nanoTime());
                if (left.isNegative()) {
                    return false;
                }
                waitOn(context, states, left);
            }
        } catch (PcscException e) {
            throw new CardException("waitForChange()", e);
        }
    }

    private static Map<String, Boolean> presence(Map<String, ReaderStatus> seen) {
        Map<String, Boolean> presence = new HashMap<>();
        seen.forEach((reader, status) -> presence.put(reader, status.present()));
        return presence;
    }

    /** Waits once; what came of it is looked up afresh. A reader that has gone is a change like any other. */
    static void waitOn(PcscContext context, List<ReaderStatus> states, Duration atMost) throws PcscException {
        try {
            context.waitForChange(states, atMost);
        } catch (PcscException e) {
            if (e.meaning() != Meaning.READER_LOST) {
                throw e;
            }
        }
    }
}
