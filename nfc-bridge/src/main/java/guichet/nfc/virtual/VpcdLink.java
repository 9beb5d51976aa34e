package guichet.nfc.virtual;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * A virtual card's side of vpcd's wire protocol: frames of a two-byte length and a payload. One byte is an order to the
 * card (0 power off, 1 power on, 2 reset, 4 give the ATR), more are a command APDU.
 */
final class VpcdLink {
    private static final int POWER_OFF = 0;
    private static final int RESET = 2;
    private static final int GIVE_ATR = 4;

    private VpcdLink() {
    }

    /** Answers until the connection ends, and returns then. */
    static void serve(SocketChannel channel, VirtualCard card) throws IOException {
        boolean quick = channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        card.powerOff();
        while (true) {
            if (quick) {
                // vpcd sends length and payload apart; without this each command waits 40 ms for our acknowledgement.
                // Linux forgets the option after a while, so it is set before each read.
                channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
            byte[] frame;
            try {
                frame = read(channel, Short.toUnsignedInt(ByteBuffer.wrap(read(channel, 2)).getShort()));
            } catch (EOFException gone) {
                return;
            }
            if (frame.length > 1) {
                write(channel, card.answer(frame));
            } else if (frame.length == 1 && frame[0] == GIVE_ATR) {
                write(channel, card.atr().bytes());
            } else if (frame.length == 1 && (frame[0] == POWER_OFF || frame[0] == RESET)) {
                card.powerOff();
            }
        }
    }

    private static byte[] read(SocketChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.array();
    }

    private static void write(SocketChannel channel, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(2 + payload.length).putShort((short) payload.length).put(payload)
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }
}
