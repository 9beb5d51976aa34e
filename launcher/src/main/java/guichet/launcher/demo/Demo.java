package guichet.launcher.demo;

import guichet.console.Console;
import guichet.console.ConsoleApp;
import guichet.console.ConsoleOptions;
import guichet.console.ConsolePorts;
import guichet.console.DeskPorts;
import guichet.console.Launcher;
import guichet.console.Shutdown;
import guichet.console.driver.ConsoleDriver;
import guichet.console.work.BackgroundExecutor;
import guichet.desk.DeskConfig;
import guichet.nfc.pcsc.PcscException;
import guichet.sync.verify.JournalVerifier;
import guichet.sync.store.StoreKeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The parts of the demo, and its two ways to run. */
final class Demo implements AutoCloseable {
    private static final String VERSION = "0.1.0";

    private final Path folder;
    private final PrintWriter out;
    private final SampleServer server;
    private final SampleCards cards;

    /** Starts server and reader. */
    Demo(Path folder, PrintWriter out) throws IOException {
        this.folder = folder;
        this.out = out;
        empty(folder);
        Files.createDirectories(folder);
        this.server = new SampleServer(folder.resolve("server"));
        this.cards = SampleCards.start(folder.resolve("reader"));
    }

    /** Plays the guided tour on a headless screen; 0 when every step came out as expected. */
    int tour() throws Exception {
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Transcript transcript = new Transcript(folder.resolve("transcript.md"), out, cards.words());
        ConsolePorts ports = DeskPorts.of(config(), folder, Launcher.platform());
        Platform.setImplicitExit(false);
        Platform.startup(() -> {
        });
        Console console = onScreen(() -> {
            Console made = new Console(ports, new BackgroundExecutor(), server.url(), VERSION);
            made.show(new Stage());
            return made;
        });
        try {
            new Tour(server, cards, new ConsoleDriver(console.scene(), folder), transcript).play();
        } finally {
            onScreen(() -> {
                console.close();
                Shutdown.hideAll();
                return true;
            });
            ports.release().run();
        }
        new Books(server, store(), transcript).compare();
        transcript.note(
                "The desk's store is `desk.db`, its key `desk.key`. Verify its journal with `./guichet journal verify desk.db`.");
        out.println(transcript.agrees()
                ? "Everything came out as expected."
                : "Not everything came out as expected: see transcript.md.");
        out.println("Pictures and transcript are in " + folder);
        return transcript.agrees() && JournalVerifier
                .verify(store(), Optional.of(StoreKeyFile.beside(store())), Optional.empty(), Optional.empty()).whole() ? 0 : 1;
    }

    /** Opens the console on the display and leaves it to the user. */
    int open() throws PcscException {
        out.println("Server: " + server.url());
        out.println("Code for this desk: " + server.enrolmentCode());
        out.println("Cashier: carla, PIN demo-carla-3071. Supervisor: sofia, PIN demo-sofia-9526.");
        out.println("A card lies on the reader: " + Tour.CARD + ". One-time codes: " + folder.resolve("server/messages.jsonl"));
        cards.lay(Tour.CARD);
        DeskConfig config = config();
        return new ConsoleApp(new ConsoleOptions(server.url(), "demo", folder, Launcher.platform()),
                options -> DeskPorts.of(config, folder, options.platform()), VERSION).run();
    }

    private DeskConfig config() throws PcscException {
        return new DeskConfig(store(), StoreKeyFile.beside(store()), "counter", InstantSource.system(), Optional.of(cards.pcsc()),
                Duration.ofSeconds(4));
    }

    private Path store() {
        return folder.resolve("desk.db");
    }

    private static <T> T onScreen(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Platform.runLater(task);
        return task.get(60, TimeUnit.SECONDS);
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                old.sorted(Comparator.reverseOrder()).filter(file -> !file.equals(folder)).forEach(file -> {
                    try {
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }

    @Override
    public void close() throws IOException {
        cards.close();
        server.close();
    }
}
