package guichet.bench.kill;

import guichet.bench.Figure;
import guichet.domain.desks.Policy;
import guichet.domain.identity.LocationId;
import guichet.domain.state.Columns;
import guichet.server.GuichetServer;
import guichet.server.ServerConfig;
import guichet.server.access.Location;
import guichet.server.book.Book;
import guichet.server.ledger.Ledger;
import guichet.sync.enrolment.Enrolment;
import guichet.sync.server.Reply;
import guichet.sync.server.ServerClient;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills desk and server with SIGKILL at random moments while a script runs, and then counts: what the desk had acknowledged and
 * the server does not have (lost), what the server applied more than once (doubled).
 */
public final class KillBench {
    private static final Duration PATIENCE = Duration.ofMinutes(40);

    /** How much killing. */
    public record Plan(int operations, int deskKills, int serverKills, long seed) {
        /** What the guarantee is shown with. */
        public static Plan whole(long seed) {
            return new Plan(3_000, 100, 30, seed);
        }

        /** A twentieth. */
        public static Plan quick(long seed) {
            return new Plan(150, 5, 2, seed);
        }
    }

    /**
     * What came of it.
     *
     * @param lost         acknowledged operations without a verdict at the server
     * @param doubled      operations applied or posted more than once
     * @param ledger       faults of the ledger, empty when it is sound
     * @param disagreement what desk and server show differently, empty when they agree
     */
    public record Result(int deskKills, int serverKills, int acknowledged, List<String> lost, List<String> doubled,
            Ledger.Faults ledger,
            List<String> disagreement) {

        public boolean sound() {
            return lost.isEmpty() && doubled.isEmpty() && ledger.none() && disagreement.isEmpty();
        }

        public List<Figure> figures() {
            return List.of(Figure.of("kill.desk", deskKills, "kills"), Figure.of("kill.server", serverKills, "kills"),
                    Figure.of("kill.lost", lost.size(), "operations"), Figure.of("kill.doubled", doubled.size(), "operations"));
        }
    }

    private final Path folder;
    private final PrintWriter out;

    /** @param folder an empty folder for store, database and logs */
    public KillBench(Path folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    /** Runs the script; throws {@link IllegalStateException} when it does not come to an end. */
    public Result run(Plan plan) throws IOException, InterruptedException {
        int port = freePort();
        Set<String> acknowledged = new LinkedHashSet<>();
        String operator = prepare(port);
        Random random = new Random(plan.seed());
        int deskKills = 0;
        int serverKills = 0;
        Instant end = Instant.now().plus(PATIENCE);
        Running server = Running.start(folder, "server", KilledServer.class, serverData().toString(), Integer.toString(port));
        Running desk = desk(operator, plan);
        try {
            int untilDesk = gap(random, plan.operations(), plan.deskKills());
            int untilServer = gap(random, plan.operations(), plan.serverKills());
            boolean settled = false;
            while (!settled) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("the script did not come to an end; see " + folder);
                }
                String line = desk.line(100);
                if (line == null) {
                    if (!desk.isAlive()) {
                        throw new IllegalStateException("the desk ended by itself; see " + folder);
                    }
                    continue;
                }
                settled = line.startsWith("settled");
                if (!line.startsWith("done ") && !line.startsWith("refused ") && !line.startsWith("doubt ")) {
                    continue;
                }
                acknowledged.add(line.substring(line.indexOf(' ') + 1));
                if (deskKills < plan.deskKills() && --untilDesk <= 0) {
                    Thread.sleep(random.nextInt(20)); // anywhere within an operation
                    acknowledged.addAll(desk.kill());
                    deskKills++;
                    untilDesk = gap(random, plan.operations(), plan.deskKills());
                    desk = desk(operator, plan);
                }
                if (serverKills < plan.serverKills() && --untilServer <= 0) {
                    server.kill();
                    serverKills++;
                    untilServer = gap(random, plan.operations(), plan.serverKills());
                    server = Running.start(folder, "server", KilledServer.class, serverData().toString(), Integer.toString(port));
                    out.println(acknowledged.size() + " operations, " + deskKills + " desk and " + serverKills + " server kills");
                }
            }
        } finally {
            desk.kill();
            server.kill();
        }
        return count(deskKills, serverKills, acknowledged);
    }

    private static int gap(Random random, int operations, int kills) {
        int mean = Math.max(1, operations / Math.max(1, kills));
        return Math.max(1, mean / 2 + random.nextInt(Math.max(1, mean / 2)));
    }

    private Running desk(String operator, Plan plan) throws IOException {
        return Running.start(folder, "desk", KilledDesk.class, store().toString(), operator, Long.toString(plan.seed()),
                Integer.toString(plan.operations()));
    }

    /** A server with a location, members and cards, generous limits, and one enrolled desk; the operator's id. */
    private String prepare(int port) throws IOException {
        Files.createDirectories(folder);
        Path seed = Files.writeString(folder.resolve("seed.json"), KillSeed.json());
        try (GuichetServer server = GuichetServer.start(ServerConfig.from(
                Map.of("data", serverData().toString(), "port", Integer.toString(port), "seed", seed.toString()), Map.of()))) {
            Location location = server.locations().getFirst();
            server.database().useTransaction(tx -> {
                Map<String, Book.Stored> policies = new TreeMap<>();
                for (Policy.Name name : List.of(Policy.Name.ALLOWANCE_COUNT, Policy.Name.ALLOWANCE_PER_OPERATION,
                        Policy.Name.ALLOWANCE_TOTAL)) {
                    Columns steps = Columns.none().with(Policy.STEPS, Instant.EPOCH + "=1000000000");
                    policies.put(Policy.key(new LocationId(location.id()), name).id(),
                            new Book.Stored(steps, Book.versions(tx, 1)));
                }
                Book.write(tx, location.tenant(), Policy.TABLE, policies);
            });
            try (Store store = Store.open(store(), StoreKeyFile.beside(store()));
                    ServerClient client = new ServerClient(URI.create("http://127.0.0.1:" + port))) {
                Reply<?> reply = new Enrolment(store, InstantSource.system(), new SecureRandom()).enrol(client,
                        URI.create("http://127.0.0.1:" + port), server.enrolmentCode(location.tenant(), location.id()),
                        "Window 1",
                        "counter");
                if (!(reply instanceof Reply.Answered<?>)) {
                    throw new IllegalStateException("the desk was not enrolled: " + reply);
                }
            }
            return server.database()
                    .reading(tx -> tx.fetchSingle("select id::text from operator where tenant_id = ? and login = ?",
                            location.tenant(), KillSeed.LOGIN).get(0, String.class));
        }
    }

    private Result count(int deskKills, int serverKills, Set<String> acknowledged) {
        try (GuichetServer server = GuichetServer
                .start(ServerConfig.from(Map.of("data", serverData().toString(), "port", "0"), Map.of()));
                Store store = Store.open(store(), StoreKeyFile.beside(store()))) {
            UUID tenant = server.locations().getFirst().tenant();
            Map<String, Long> verdicts = new TreeMap<>();
            Map<String, Long> lines = new TreeMap<>();
            Map<String, Long> balances = new TreeMap<>();
            List<String> doubled = new ArrayList<>();
            Ledger.Faults faults = server.database().reading(tx -> {
                tx.fetch("select id::text, count(*) from entry where tenant_id = ? and verdict is not null group by id", tenant)
                        .forEach(row -> verdicts.put(row.get(0, String.class), row.get(1, Long.class)));
                tx.fetch("select source::text, count(*) from ledger_entry where tenant_id = ? group by source", tenant)
                        .forEach(row -> lines.put(row.get(0, String.class), row.get(1, Long.class)));
                tx.fetch("select id, minor from book.balance where tenant_id = ?", tenant)
                        .forEach(row -> balances.put(row.get(0, String.class), row.get(1, Long.class)));
                return Ledger.prove(tx, tenant);
            });
            acknowledged.forEach(id -> {
                if (verdicts.getOrDefault(id, 0L) > 1 || lines.getOrDefault(id, 0L) > 2) {
                    doubled.add(id);
                }
            });
            List<String> lost = acknowledged.stream().filter(id -> !verdicts.containsKey(id)).toList();
            return new Result(deskKills, serverKills, acknowledged.size(), lost, doubled, faults,
                    Agreement.between(store, balances, verdicts.keySet()));
        }
    }

    private Path serverData() {
        return folder.resolve("server");
    }

    private Path store() {
        return folder.resolve("desk.db");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A child process whose lines are read as they come. */
    private static final class Running {
        private final Process process;
        private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final Thread reader;

        private Running(Process process) {
            this.process = process;
            this.reader = Thread.ofPlatform().name("child-output").daemon().start(() -> {
                try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    in.lines().forEach(lines::add);
                } catch (IOException | UncheckedIOException e) {
                    lines.add("closed");
                }
            });
        }

        static Running start(Path folder, String name, Class<?> main, String... args) throws IOException {
            List<String> words = new ArrayList<>(
                    List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                            System.getProperty("java.class.path"), main.getName()));
            words.addAll(List.of(args));
            return new Running(new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile())).start());
        }

        @Nullable
        String line(long ms) throws InterruptedException {
            return lines.poll(ms, TimeUnit.MILLISECONDS);
        }

        boolean isAlive() {
            return process.isAlive() || !lines.isEmpty();
        }

        /** SIGKILL; the acknowledged ids that had been written and not read yet. */
        List<String> kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
            reader.join();
            List<String> rest = new ArrayList<>();
            lines.drainTo(rest);
            return rest.stream()
                    .filter(line -> line.startsWith("done ") || line.startsWith("refused ") || line.startsWith("doubt "))
                    .map(line -> line.substring(line.indexOf(' ') + 1)).toList();
        }
    }
}
