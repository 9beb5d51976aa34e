package guichet.nfc.provider;

import guichet.nfc.pcsc.Atr;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscContext.ShareMode;
import guichet.nfc.pcsc.PcscError.Meaning;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.pcsc.ReaderStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;

/** A reader, by its name. */
final class PcscTerminal extends CardTerminal {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final PcscService service;
    private final String name;

    PcscTerminal(PcscService service, String name) {
        this.service = service;
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    /** @param protocol "T=0", "T=1", "*" or "direct"; "exclusive;" before it keeps other programs out */
    @Override
    public Card connect(String protocol) throws CardException {
        String wanted = protocol.toUpperCase(Locale.ROOT);
        boolean exclusive = wanted.startsWith("EXCLUSIVE;");
        if (exclusive) {
            wanted = wanted.substring("EXCLUSIVE;".length());
        }
        ShareMode mode = switch (wanted) {
            case "DIRECT" -> ShareMode.DIRECT;
            case "*", "T=0", "T=1" -> exclusive ? ShareMode.EXCLUSIVE : ShareMode.SHARED;
            default -> throw new IllegalArgumentException("unknown protocol " + protocol);
        };
        PcscContext context = null;
        try {
            context = service.establish();
            Atr atr = status(context).atr();
            return new PcscSmartCard(context, context.connect(name, mode), atr);
        } catch (PcscException e) {
            if (context != null) {
                context.close();
            }
            throw e.meaning() == Meaning.CARD_MOVED
                    ? new CardNotPresentException("no card on " + name, e)
                    : new CardException("connect()", e);
        }
    }

    private ReaderStatus status(PcscContext context) throws PcscException {
        return context.waitForChange(List.of(ReaderStatus.unaware(name)), Duration.ZERO).getFirst();
    }

    @Override
    public boolean isCardPresent() throws CardException {
        try (PcscContext context = service.establish()) {
            return status(context).present();
        } catch (PcscException e) {
            throw new CardException("isCardPresent()", e);
        }
    }

    @Override
    public boolean waitForCardPresent(long timeout) throws CardException {
        return waitFor(true, timeout);
    }

    @Override
    public boolean waitForCardAbsent(long timeout) throws CardException {
        return waitFor(false, timeout);
    }

    private boolean waitFor(boolean present, long timeout) throws CardException {
        if (timeout < 0) {
            throw new IllegalArgumentException("a timeout below zero");
        }
        long until = System.nanoTime() + Duration.ofMillis(timeout).toNanos();
        try (PcscContext context = service.establish()) {
            while (true) {
                ReaderStatus status = status(context);
                if (status.present() == present) {
                    return true;
                }
                Duration left = timeout == 0 ? LONGEST : Duration.ofNanos(until - System.nanoTime());
                if (left.isNegative()) {
                    return false;
                }
                PcscTerminals.waitOn(context, List.of(status), left);
            }
        } catch (PcscException e) {
            throw new CardException("waiting for a card on " + name, e);
        }
    }

    @Override
    public String toString() {
        return "PC/SC reader " + name;
    }
}
