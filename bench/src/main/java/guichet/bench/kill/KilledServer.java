package guichet.bench.kill;

import guichet.server.GuichetServer;
import guichet.server.ServerConfig;
import java.util.Map;

/** The server as a process of its own, to be killed. Arguments: data folder, port. */
public final class KilledServer {

    private KilledServer() {
    }

    public static void main(String[] args) throws InterruptedException {
        GuichetServer server = GuichetServer.start(ServerConfig.from(Map.of("data", args[0], "port", args[1]), Map.of()));
        System.out.println("listening " + server.port());
        System.out.flush();
        Thread.currentThread().join();
    }
}
