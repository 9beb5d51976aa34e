package guichet.nfc.virtual;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code ./guichet simulate} does for readers and cards. */
public final class Simulation {
    /** The name of the reader that a simulated service has: one that the console treats as an ACR122U. */
    public static final String READER = "ACS ACR122U PICC Interface 00 00";

    private Simulation() {
    }

    /**
     * Runs the stand-in service with one reader and follows orders, one a line, until "quit" or the end of input:
     * {@code insert ntag213 04A1B2C3D4E5F6}, {@code tap …} (insert and take away after half a second), {@code remove},
     * {@code mute}, {@code unplug}, {@code plug}, {@code kill}, {@code start}.
     *
     * @param out is told the setting with which a console finds this service, and what became of each order
     * @throws IOException when the socket cannot be made
     */
    public static void reader(Path socket, BufferedReader in, PrintWriter out) throws IOException {
        try (StandInPcscd service = new StandInPcscd(socket)) {
            service.start();
            service.addReader(READER);
            out.println(service.environment());
            out.flush();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> words = List.of(line.strip().split("\\s+"));
                if (words.getFirst().equals("quit")) {
                    return;
                }
                out.println(obey(service, words));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String obey(StandInPcscd service, List<String> words) throws IOException, InterruptedException {
        try {
            switch (words.getFirst()) {
                case "" -> {
                    return "";
                }
                case "insert" -> service.insert(READER, card(words));
                case "tap" -> {
                    service.insert(READER, card(words));
                    Thread.sleep(500);
                    service.removeCard(READER);
                }
                case "remove" -> service.removeCard(READER);
                case "mute" -> service.insertMute(READER);
                case "unplug" -> service.removeReader(READER);
                case "plug" -> service.addReader(READER);
                case "kill" -> service.kill();
                case "start" -> service.start();
                default -> {
                    return "unknown: " + words.getFirst()
                            + " (insert, tap, remove, mute, unplug, plug, kill, start, quit)";
                }
            }
            return "ok";
        } catch (IllegalArgumentException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private static VirtualCard card(List<String> words) {
        if (words.size() != 3) {
            throw new IllegalArgumentException("technology and UID, as in: insert ntag213 04A1B2C3D4E5F6");
        }
        return VirtualCard.of(technology(words.get(1)), CardUid.parse(words.get(2)));
    }

    /**
     * A technology by the name of its constant, in either case and with hyphens or underscores.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Technology technology(String name) {
        return Technology.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * Lays a card on a vpcd reader and returns when it was taken away: by an interrupt of this thread or because the
     * reader has gone.
     *
     * @throws IllegalArgumentException when there is no such virtual card
     * @throws IOException when no vpcd listens there
     */
    public static void card(Technology technology, CardUid uid, String host, int port) throws IOException {
        try (VpcdCard card = new VpcdCard(VirtualCard.of(technology, uid), host, port)) {
            card.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
