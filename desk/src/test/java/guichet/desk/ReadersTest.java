package guichet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.status.ReaderLight;
import guichet.desk.words.Reason;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscError;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import guichet.sync.store.StoreKeyFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
    @TempDir
    Path folder;

    /** A computer without a smart card service. */
    private static final class NoService implements PcscService {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public PcscContext establish() throws PcscException {
            throw new PcscException(PcscError.LIBRARY_MISSING, "there is no library");
        }

        @Override
        public int openContexts() {
            return 0;
        }
    }

    @Test
    void aComputerWithoutACardServiceSaysSoBeforeItIsEnrolled() {
        Path store = folder.resolve("desk.db");
        DeskConfig config = new DeskConfig(store, StoreKeyFile.beside(store), "counter", InstantSource.system(),
                Optional.of(new NoService()), Duration.ofSeconds(1));

        try (Desk desk = Desk.open(config)) {
            Counterside.await(() -> desk.devices().state().trouble().equals(Optional.of(Reason.of("READER_SERVICE_MISSING"))));
            assertThat(desk.status().now().reader()).isEqualTo(ReaderLight.NONE);
            assertThat(desk.enrolment().enrolled()).isFalse();
        }
        assertThat(Thread.getAllStackTraces().keySet()).as("every thread has ended").extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("desk-") || name.startsWith("nfc-") || name.equals("sync"));
    }
}
