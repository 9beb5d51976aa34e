package guichet.nfc.provider;

import guichet.nfc.pcsc.Atr;
import guichet.nfc.pcsc.PcscCard;
import guichet.nfc.pcsc.PcscCard.Disposition;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscException;
import java.nio.ByteBuffer;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A connected card with a context of its own, released when the card is disconnected. */
final class PcscSmartCard extends Card {
    private final PcscContext context;
    private final PcscCard card;
    private final Atr atr;
    private final CardChannel basic = new BasicChannel();
    private boolean disconnected;

    PcscSmartCard(PcscContext context, PcscCard card, Atr atr) {
        this.context = context;
        this.card = card;
        this.atr = atr;
    }

    @Override
    public ATR getATR() {
        return new ATR(atr.bytes());
    }

    @Override
    public String getProtocol() {
        return switch (card.protocol()) {
            case 1 -> "T=0";
            case 2 -> "T=1";
            default -> "DIRECT";
        };
    }

    @Override
    public CardChannel getBasicChannel() {
        return basic;
    }

    /** Contactless members' cards have no logical channels. */
    @Override
    public CardChannel openLogicalChannel() throws CardException {
        throw new CardException("logical channels are not supported");
    }

    @Override
    public synchronized void beginExclusive() throws CardException {
        checkOpen();
        try {
            card.begin();
        } catch (PcscException e) {
            throw new CardException("beginExclusive()", e);
        }
    }

    @Override
    public synchronized void endExclusive() throws CardException {
        checkOpen();
        try {
            card.end();
        } catch (PcscException e) {
            throw new CardException("endExclusive()", e);
        }
    }

    @Override
    public synchronized byte[] transmitControlCommand(int code, byte[] command) throws CardException {
        checkOpen();
        try {
            return card.control(code, command);
        } catch (PcscException e) {
            throw new CardException("transmitControlCommand()", e);
        }
    }

    @Override
    public synchronized void disconnect(boolean reset) {
        if (!disconnected) {
            disconnected = true;
            card.disconnect(reset ? Disposition.RESET : Disposition.LEAVE);
            context.close();
        }
    }

    private void checkOpen() {
        if (disconnected) {
            throw new IllegalStateException("the card was disconnected");
        }
    }

    private synchronized ResponseAPDU send(CommandAPDU command) throws CardException {
        checkOpen();
        try {
            return new ResponseAPDU(card.transmit(command.getBytes()));
        } catch (PcscException e) {
            throw new CardException("transmit()", e);
        }
    }

    private final class BasicChannel extends CardChannel {
        @Override
        public Card getCard() {
            return PcscSmartCard.this;
        }

        @Override
        public int getChannelNumber() {
            return 0;
        }

        @Override
        public ResponseAPDU transmit(CommandAPDU command) throws CardException {
            return send(command);
        }

        @Override
        public int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
            byte[] bytes = new byte[command.remaining()];
            command.get(bytes);
            byte[] answer = send(new CommandAPDU(bytes)).getBytes();
            response.put(answer);
            return answer.length;
        }

        @Override
        public void close() {
            throw new IllegalStateException("the basic channel cannot be closed");
        }
    }
}
