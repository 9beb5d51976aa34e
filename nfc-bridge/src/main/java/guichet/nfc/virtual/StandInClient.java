package guichet.nfc.virtual;

import guichet.nfc.pcsc.Atr;
import guichet.nfc.virtual.StandInReaders.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of libpcsclite to the stand-in, which is one context. A request is a header of size and command and a
 * body; the answer is the body again with its fields filled in. Source: pcsc-lite's winscard_msg.h.
 */
final class StandInClient {
    private static final Logger LOG = LoggerFactory.getLogger(StandInClient.class);
    private static final int MOST_BYTES = 65_548 + 64;
    /** The newest minor version whose commands are all known here. */
    private static final int MINOR = 5;
    private static final int ATTRIBUTE_ATR = 0x0009_0303;
    private static final int ATTRIBUTE_ROOM = 264;

    private final SocketChannel channel;
    private final StandInReaders readers;
    private volatile int context;

    StandInClient(SocketChannel channel, StandInReaders readers) {
        this.channel = channel;
        this.readers = readers;
    }

    int context() {
        return context;
    }

    /** Answers until the client leaves. */
    void run() throws IOException {
        while (true) {
            ByteBuffer header;
            try {
                header = read(8);
            } catch (EOFException left) {
                return;
            }
            int size = header.getInt();
            if (size < 0 || size > MOST_BYTES) {
                throw new IOException("a message of " + size + " bytes");
            }
            int command = header.getInt();
            answer(command, read(size));
        }
    }

    private void answer(int command, ByteBuffer body) throws IOException {
        switch (command) {
            case 0x01 -> establish(body);
            case 0x02 -> send(body.putInt(4, StandInReaders.OK));
            case 0x04 -> connect(body);
            case 0x05 -> send(body.putInt(16, StandInStates.T1).putInt(20,
                    readers.reconnect(this, body.getInt(0), body.getInt(12))));
            case 0x06 -> send(body.putInt(8, readers.disconnect(this, body.getInt(0), body.getInt(4))));
            case 0x07 -> send(body.putInt(4, readers.transaction(this, body.getInt(0), true)));
            case 0x08 -> send(body.putInt(8, readers.transaction(this, body.getInt(0), false)));
            case 0x09 -> transmit(body);
            case 0x0A -> control(body);
            case 0x0B -> send(body.putInt(4, readers.status(this, body.getInt(0))));
            case 0x0D -> send(body.putInt(4,
                    readers.cancel(body.getInt(0)) ? StandInReaders.OK : StandInReaders.INVALID_HANDLE));
            case 0x0F -> attribute(body);
            case 0x11 -> send(body.putInt(4, Math.min(body.getInt(4), MINOR)).putInt(8, StandInReaders.OK));
            case 0x12 -> send(readers.states());
            case 0x13 -> readers.await(this);
            case 0x14 -> readers.stopAwaiting(this, StandInReaders.OK);
            case 0x15 -> send(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0, readers.readerEvents()));
            default -> throw new IOException("command " + command + " is not known");
        }
    }

    /** libpcsclite asks again if it knows a context of that number, so each answer has a new one. */
    private void establish(ByteBuffer body) {
        context = readers.newNumber();
        send(body.putInt(4, context).putInt(8, StandInReaders.OK));
    }

    private void connect(ByteBuffer body) {
        byte[] field = new byte[StandInStates.NAME];
        body.get(4, field);
        String padded = new String(field, StandardCharsets.UTF_8);
        int end = padded.indexOf(0);
        Answer answer = readers.connect(this, end < 0 ? padded : padded.substring(0, end), body.getInt(132));
        send(body.putInt(140, answer.handle()).putInt(144, StandInStates.T1).putInt(148, answer.code()));
    }

    private void transmit(ByteBuffer body) throws IOException {
        byte[] command = read(length(body.getInt(12))).array();
        Answer answer = readers.transmit(this, body.getInt(0), command);
        body.putInt(24, answer.data().remaining()).putInt(28, answer.code());
        send(body);
        if (answer.code() == StandInReaders.OK) {
            send(answer.data());
        }
    }

    /** There is no reader behind it, so no command to one works. */
    private void control(ByteBuffer body) throws IOException {
        read(length(body.getInt(8)));
        send(body.putInt(16, 0).putInt(20, StandInReaders.UNSUPPORTED));
    }

    private void attribute(ByteBuffer body) {
        Optional<Atr> atr = readers.atr(this, body.getInt(0));
        if (body.getInt(4) == ATTRIBUTE_ATR && atr.isPresent()) {
            byte[] bytes = atr.get().bytes();
            body.put(8, bytes).putInt(8 + ATTRIBUTE_ROOM, bytes.length).putInt(12 + ATTRIBUTE_ROOM, StandInReaders.OK);
        } else {
            body.putInt(12 + ATTRIBUTE_ROOM, StandInReaders.UNSUPPORTED);
        }
        send(body);
    }

    private static int length(int stated) throws IOException {
        if (stated < 0 || stated > MOST_BYTES) {
            throw new IOException("a command of " + stated + " bytes");
        }
        return stated;
    }

    /** Ends the client's wait: a time that nobody reads and a result. */
    void wake(int code) {
        send(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(4, code));
    }

    /** Sends a message whole. A client that has left shows when it is read from next. */
    void send(ByteBuffer message) {
        ByteBuffer all = message.duplicate().clear();
        try {
            synchronized (channel) {
                while (all.hasRemaining()) {
                    channel.write(all);
                }
            }
        } catch (IOException left) {
            LOG.debug("stand-in pcscd, answer: {}", left.getMessage());
        }
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }
}
