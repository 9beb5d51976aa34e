package guichet.nfc.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.NativePcsc;
import guichet.nfc.readers.ReaderEvent;
import guichet.nfc.readers.ReaderMonitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final CardUid UID = CardUid.parse("04A1B2C3D4E5F6");

    @Test
    void ordersToTheSimulatedReaderArriveInTheConsole() throws Exception {
        BlockingQueue<ReaderEvent> events = new LinkedBlockingQueue<>();
        try (PipedWriter keyboard = new PipedWriter();
                PipedReader screen = new PipedReader();
                PrintWriter orders = new PrintWriter(keyboard, true);
                PrintWriter out = new PrintWriter(new PipedWriter(screen), true);
                BufferedReader said = new BufferedReader(screen)) {
            BufferedReader in = new BufferedReader(new PipedReader(keyboard));
            Thread simulation = Thread.ofPlatform().name("simulation").start(() -> {
                try {
                    Simulation.reader(Path.of("target/pcscd.comm"), in, out);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(said.readLine()).startsWith("PCSCLITE_CSOCK_NAME=/").endsWith("target/pcscd.comm");
            try (ReaderMonitor monitor = new ReaderMonitor(NativePcsc.load(), InstantSource.system(), events::add)) {
                orders.println("insert ntag216 04:a1:b2:c3:d4:e5:f6");
                assertThat(said.readLine()).isEqualTo("ok");
                ReaderEvent event = events.poll(10, TimeUnit.SECONDS);
                while (event != null && !(event instanceof ReaderEvent.Tapped)) {
                    event = events.poll(10, TimeUnit.SECONDS);
                }
                assertThat(event).isInstanceOfSatisfying(ReaderEvent.Tapped.class, tapped -> {
                    assertThat(tapped.tap().uid()).isEqualTo(UID);
                    assertThat(tapped.tap().technology()).isEqualTo(Technology.NTAG216);
                });
                orders.println("insert ntag216 12");
                assertThat(said.readLine()).startsWith("refused: not a card UID");
                orders.println("insert felica 0123456789ABCDEF");
                assertThat(said.readLine()).isEqualTo("refused: there is no virtual FeliCa");
                orders.println("dance");
                assertThat(said.readLine()).startsWith("unknown: dance");
                assertThat(monitor.readers().readers()).hasSize(1);
            }
            orders.println("quit");
            simulation.join(5_000);
            assertThat(simulation.isAlive()).isFalse();
        }
    }

    @Test
    void aCardOnAListeningVpcdAnswersItsProtocolAndLeavesOnInterrupt() throws Exception {
        try (ServerSocketChannel vpcd = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            int port = ((InetSocketAddress) vpcd.getLocalAddress()).getPort();
            Thread simulation = Thread.ofPlatform().name("simulation").start(() -> {
                try {
                    Simulation.card(Simulation.technology("desfire-ev1"), UID,
                            InetAddress.getLoopbackAddress().getHostAddress(), port);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (SocketChannel card = vpcd.accept()) {
                assertThat(exchange(card, "000101" + "000104")).isEqualTo("3B8180018080");
                assertThat(exchange(card, "0005FFCA000000")).isEqualTo("04A1B2C3D4E5F69000");
                simulation.interrupt();
                simulation.join(5_000);
                assertThat(simulation.isAlive()).isFalse();
                assertThat(card.read(ByteBuffer.allocate(1))).as("hung up").isEqualTo(-1);
            }
        }
    }

    private static String exchange(SocketChannel card, String frames) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(HexFormat.of().parseHex(frames));
        while (out.hasRemaining()) {
            card.write(out);
        }
        ByteBuffer length = ByteBuffer.allocate(2);
        while (length.hasRemaining()) {
            card.read(length);
        }
        ByteBuffer answer = ByteBuffer.allocate(length.flip().getShort());
        while (answer.hasRemaining()) {
            card.read(answer);
        }
        return HexFormat.of().withUpperCase().formatHex(answer.array());
    }

    @Test
    void withoutAVpcdItSaysSo() throws Exception {
        int free;
        try (ServerSocketChannel taken = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            free = ((InetSocketAddress) taken.getLocalAddress()).getPort();
        }
        assertThatThrownBy(() -> Simulation.card(Technology.NTAG213, UID, "127.0.0.1", free))
                .isInstanceOf(IOException.class);
    }
}
