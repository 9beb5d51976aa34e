package guichet.launcher.demo;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.NativePcsc;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.nfc.virtual.Simulation;
import guichet.nfc.virtual.StandInPcscd;
import guichet.nfc.virtual.VirtualCard;
import guichet.nfc.virtual.VpcdService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A reader and its cards: on a real pcscd with vpcd of our own where the system lets us, else on the stand-in. */
sealed interface SampleCards extends AutoCloseable {

    /** Starts what this machine allows. */
    static SampleCards start(Path folder) throws IOException {
        Files.createDirectories(folder);
        Optional<String> whyNot = VpcdService.whyNot();
        if (whyNot.isEmpty()) {
            VpcdService service = new VpcdService(folder, "ACS ACR122U PICC Interface");
            service.start();
            return new Real(service);
        }
        StandInPcscd service = new StandInPcscd(folder.resolve("pcscd.comm"));
        service.start();
        service.addReader(Simulation.READER);
        return new StandIn(service, whyNot.get());
    }

    /** For the first line of the transcript. */
    String words();

    /** The card service, for the desk; throws when the PC/SC library is missing. */
    PcscService pcsc() throws PcscException;

    void lay(String uid);

    void takeAway();

    @Override
    void close() throws IOException;

    /** Real pcscd and vpcd. */
    record Real(VpcdService service) implements SampleCards {
        @Override
        public String words() {
            return "Cards are tapped through a real pcscd with vpcd, started for this demo.";
        }

        @Override
        public PcscService pcsc() throws PcscException {
            return NativePcsc.loadOn(service.socket());
        }

        @Override
        public void lay(String uid) {
            service.slot(0).insert(VirtualCard.of(Technology.NTAG213, CardUid.parse(uid)));
        }

        @Override
        public void takeAway() {
            service.slot(0).remove();
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** The in-process stand-in under the real libpcsclite. */
    record StandIn(StandInPcscd service, String whyNot) implements SampleCards {
        @Override
        public String words() {
            return "Cards are tapped through the in-process stand-in under the real libpcsclite, since a real pcscd with vpcd cannot be "
                    + "started here: " + whyNot;
        }

        @Override
        public PcscService pcsc() throws PcscException {
            return NativePcsc.loadOn(service.socket());
        }

        @Override
        public void lay(String uid) {
            service.insert(Simulation.READER, VirtualCard.of(Technology.NTAG213, CardUid.parse(uid)));
        }

        @Override
        public void takeAway() {
            service.removeCard(Simulation.READER);
        }

        @Override
        public void close() throws IOException {
            service.close();
        }
    }
}
