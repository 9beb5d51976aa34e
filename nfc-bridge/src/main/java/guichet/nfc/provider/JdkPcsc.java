package guichet.nfc.provider;

import guichet.nfc.pcsc.Atr;
import guichet.nfc.pcsc.PcscCard;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscError;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.pcsc.ReaderStatus;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;

/**
 * The JDK's own provider (SunPCSC), for when ours cannot be bound. It asks the readers in turn instead of waiting, and
 * does not recover: one context serves the whole JVM and is never made anew (JDK-8026326).
 */
final class JdkPcsc implements PcscService {
    private static final Duration POLL = Duration.ofMillis(100);

    private final TerminalFactory factory;
    private final AtomicInteger open = new AtomicInteger();

    private JdkPcsc(TerminalFactory factory) {
        this.factory = factory;
    }

    /** Empty when the JDK has none, or the service was not running when it was first asked. */
    static Optional<JdkPcsc> load() {
        try {
            return Optional.of(new JdkPcsc(TerminalFactory.getInstance("PC/SC", null, "SunPCSC")));
        } catch (NoSuchAlgorithmException | NoSuchProviderException none) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return factory.getProvider().getName();
    }

    @Override
    public PcscContext establish() throws PcscException {
        CardTerminals terminals = factory.terminals();
        try {
            terminals.list();
        } catch (CardException e) {
            throw translated(e);
        }
        open.incrementAndGet();
        return new Context(terminals);
    }

    @Override
    public int openContexts() {
        return open.get();
    }

    /** The JDK names the code only in the message of the cause, as in SCARD_E_NO_SERVICE. */
    static PcscException translated(CardException e) {
        String said = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
        for (PcscError error : PcscError.values()) {
            if (said.endsWith("_" + error.name())) {
                return new PcscException(error, "SunPCSC");
            }
        }
        return new PcscException(PcscError.UNKNOWN, "SunPCSC: " + e.getMessage());
    }

    private final class Context implements PcscContext {
        private final CardTerminals terminals;
        private final Semaphore cancelled = new Semaphore(0);
        private boolean closed;

        Context(CardTerminals terminals) {
            this.terminals = terminals;
        }

        @Override
        public List<String> readers() throws PcscException {
            try {
                return terminals.list().stream().map(CardTerminal::getName).toList();
            } catch (CardException e) {
                PcscException translated = translated(e);
                if (translated.error() == PcscError.NO_READERS_AVAILABLE) {
                    return List.of();
                }
                throw translated;
            }
        }

        @Override
        public List<ReaderStatus> waitForChange(List<ReaderStatus> known, Duration timeout) throws PcscException {
            long until = System.nanoTime() + timeout.toNanos();
            while (true) {
                List<ReaderStatus> now = new ArrayList<>();
                boolean changed = false;
                for (ReaderStatus before : known) {
                    ReaderStatus status = status(before);
                    changed |= !status.equals(before);
                    now.add(status);
                }
                if (changed || System.nanoTime() - until > 0 || pause()) {
                    return List.copyOf(now);
                }
                if (readers().size() != known.size()) {
                    return List.copyOf(now);
                }
            }
        }

        /** Present or not. The ATR is read once for each card: it takes a connection. */
        private ReaderStatus status(ReaderStatus before) throws PcscException {
            CardTerminal terminal = terminal(before.reader());
            try {
                if (!terminal.isCardPresent()) {
                    return ReaderStatus.simple(before.reader(), false, Atr.NONE);
                }
                return before.present() ? before : ReaderStatus.simple(before.reader(), true, atr(terminal));
            } catch (CardException e) {
                throw translated(e);
            }
        }

        private static Atr atr(CardTerminal terminal) {
            try {
                Card card = terminal.connect("*");
                try {
                    return Atr.of(card.getATR().getBytes());
                } finally {
                    card.disconnect(false);
                }
            } catch (CardException mute) {
                return Atr.NONE;
            }
        }

        private CardTerminal terminal(String name) throws PcscException {
            CardTerminal terminal = terminals.getTerminal(name);
            if (terminal == null) {
                throw new PcscException(PcscError.UNKNOWN_READER, "SunPCSC");
            }
            return terminal;
        }

        private boolean pause() {
            try {
                return cancelled.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        @Override
        public void cancel() {
            cancelled.release();
        }

        @Override
        public PcscCard connect(String reader, ShareMode mode) throws PcscException {
            if (mode == ShareMode.DIRECT) {
                // SunPCSC's direct mode leaves the card in a protocol nobody else can use.
                throw new PcscException(PcscError.UNSUPPORTED, "SunPCSC, direct connection");
            }
            try {
                Card card = terminal(reader).connect(mode == ShareMode.EXCLUSIVE ? "EXCLUSIVE;*" : "*");
                return new JdkCard(card);
            } catch (CardException e) {
                throw translated(e);
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }

    private record JdkCard(Card card) implements PcscCard {
        @Override
        public int protocol() {
            return card.getProtocol().equals("T=0") ? 1 : 2;
        }

        @Override
        public byte[] transmit(byte[] command) throws PcscException {
            try {
                return card.getBasicChannel().transmit(new CommandAPDU(command)).getBytes();
            } catch (CardException e) {
                throw translated(e);
            }
        }

        @Override
        public byte[] control(int code, byte[] command) throws PcscException {
            try {
                return card.transmitControlCommand(code, command);
            } catch (CardException e) {
                throw translated(e);
            }
        }

        @Override
        public void begin() throws PcscException {
            try {
                card.beginExclusive();
            } catch (CardException e) {
                throw translated(e);
            }
        }

        @Override
        public void end() throws PcscException {
            try {
                card.endExclusive();
            } catch (CardException e) {
                throw translated(e);
            }
        }

        @Override
        public void reconnect(Disposition initialization) throws PcscException {
            throw new PcscException(PcscError.UNSUPPORTED, "SunPCSC, reconnecting");
        }

        @Override
        public void disconnect(Disposition disposition) {
            try {
                card.disconnect(disposition != Disposition.LEAVE);
            } catch (CardException gone) {
                // The card has left before us.
                return;
            }
        }
    }
}
