package guichet.nfc.readers;

import guichet.nfc.pcsc.PcscCard;
import guichet.nfc.pcsc.PcscCard.Disposition;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscContext.ShareMode;
import guichet.nfc.pcsc.PcscError.Meaning;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader thread's context and the card it holds. The handle is kept while the card lies there: the service takes
 * power from a card nobody holds, and with it what the card remembers of an authentication.
 */
final class CardConnection {
    private static final Logger LOG = LoggerFactory.getLogger(CardConnection.class);
    /** Waits before trying again when another program holds the card. */
    private static final long[] BUSY_MILLIS = {50, 100, 200};

    private final ReaderName reader;
    private final PcscService service;
    private @Nullable PcscContext context;
    private @Nullable PcscCard card;

    CardConnection(ReaderName reader, PcscService service) {
        this.reader = reader;
        this.service = service;
    }

    /** Connects if need be and begins a transaction; after somebody's reset the card is taken over again. */
    PcscCard begin() throws PcscException {
        PcscCard held = card;
        if (held == null) {
            held = connect();
            card = held;
        }
        try {
            held.begin();
        } catch (PcscException e) {
            if (e.meaning() != Meaning.CARD_RESET) {
                throw e;
            }
            held.reconnect(Disposition.LEAVE);
            held.begin();
        }
        return held;
    }

    private PcscCard connect() throws PcscException {
        PcscContext open = context;
        if (open == null) {
            open = service.establish();
            context = open;
        }
        for (int attempt = 0;; attempt++) {
            try {
                return open.connect(reader.full(), ShareMode.SHARED);
            } catch (PcscException e) {
                if (e.meaning() != Meaning.BUSY || attempt == BUSY_MILLIS.length) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS[attempt]));
            }
        }
    }

    ResponseAPDU transmit(CommandAPDU command) throws PcscException {
        PcscCard held = card;
        if (held == null) {
            throw new IllegalStateException("no card is held");
        }
        return new ResponseAPDU(held.transmit(command.getBytes()));
    }

    /** Ends the transaction. A card that has gone ended it already. */
    void end() {
        PcscCard held = card;
        if (held != null) {
            try {
                held.end();
            } catch (PcscException e) {
                LOG.debug("ending a transaction on {}: {}", reader, e.getMessage());
            }
        }
    }

    void letGo(Disposition disposition) {
        PcscCard held = card;
        card = null;
        if (held != null) {
            held.disconnect(disposition);
        }
    }

    /** Takes power from a card whose reader was left in another protocol, so that the protocol is chosen anew. */
    void unpower() {
        letGo(Disposition.UNPOWER);
        PcscContext open = context;
        if (open == null) {
            return;
        }
        try {
            open.connect(reader.full(), ShareMode.DIRECT).disconnect(Disposition.UNPOWER);
        } catch (PcscException e) {
            LOG.debug("taking power from the card on {}: {}", reader, e.getMessage());
        }
    }

    void close() {
        letGo(Disposition.LEAVE);
        PcscContext open = context;
        context = null;
        if (open != null) {
            open.close();
        }
    }
}
