package guichet.launcher.simulate;

import guichet.nfc.cards.CardUid;
import guichet.nfc.virtual.Simulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code guichet simulate}: virtual devices for training and tests. */
@Command(name = "simulate", description = "Virtual readers and cards for training and tests.", subcommands = {SimulateCommand.Reader.class,
        SimulateCommand.Card.class})
public final class SimulateCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to simulate: reader or card");
    }

    /** A reader under the real PC/SC library, without a card service. */
    @Command(name = "reader", description = {"A stand-in for the card service, with one reader. Orders come from standard input, one a line:",
            "insert ntag213 04A1B2C3D4E5F6 | tap … | remove | mute | unplug | plug | kill | start | quit"})
    static final class Reader implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--socket", description = "Where the service listens. Default: ${DEFAULT-VALUE}", defaultValue = "guichet-pcscd.comm")
        private Path socket = Path.of("guichet-pcscd.comm");

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            Simulation.reader(socket.toAbsolutePath(), new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
            return 0;
        }
    }

    /** A card on a reader of the real card service. */
    @Command(name = "card", description = "Lays a virtual card on a vpcd reader until it is interrupted.")
    static final class Card implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--technology", required = true, description = "mifare-classic-1k, ntag213, ntag215, ntag216, desfire …")
        private String technology = "";
        @Option(names = "--uid", required = true, description = "The card's UID in hex.")
        private String uid = "";
        @Option(names = "--host", description = "Where vpcd listens. Default: ${DEFAULT-VALUE}", defaultValue = "127.0.0.1")
        private String host = "127.0.0.1";
        @Option(names = "--port", description = "Default: ${DEFAULT-VALUE}", defaultValue = "35963")
        private int port = 35963;

        @Override
        public Integer call() throws IOException {
            try {
                Simulation.card(Simulation.technology(technology), CardUid.parse(uid), host, port);
                return 0;
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "No such card: " + technology + " " + uid, e);
            }
        }
    }
}
