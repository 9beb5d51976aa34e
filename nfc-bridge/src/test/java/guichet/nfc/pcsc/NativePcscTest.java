package guichet.nfc.pcsc;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.nfc.virtual.StandInPcscd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NativePcscTest {

    /** In a process of its own: the library reads where the service is once, and here it has read it. */
    @Test
    @Timeout(60)
    void theLibraryIsLedToAnotherServiceWithoutTheEnvironment(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("elsewhere.comm");
        try (StandInPcscd service = new StandInPcscd(socket)) {
            service.start();
            service.addReader("Elsewhere 00 00");
            ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                    "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                    Elsewhere.class.getName(), socket.toString()).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().remove("PCSCLITE_CSOCK_NAME");
            Process process = builder.start();
            assertThat(process.inputReader().lines()).containsExactly("[Elsewhere 00 00]", "contexts 0");
            assertThat(process.waitFor()).isZero();
        }
    }
}
