package guichet.nfc.provider;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.virtual.StandInPcscd;
import guichet.nfc.virtual.VirtualCard;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The way out when our binding cannot be had: the monitor over the JDK's provider. In a process of its own, because that
 * provider keeps the first service a JVM has seen for ever.
 */
class JdkFallbackTest {
    private static final String READER = "ACS ACR122U PICC Interface 00 00";

    @Test
    @Timeout(60)
    void theMonitorReadsThroughTheJdksProvider() throws Exception {
        try (StandInPcscd service = new StandInPcscd(Path.of("target/pcscd.comm"))) {
            service.start();
            service.addReader(READER);
            Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                    System.getProperty("java.class.path"), JdkFallback.class.getName())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (BufferedReader said = process.inputReader()) {
                try (OutputStream orders = process.getOutputStream()) {
                    service.insert(READER, VirtualCard.of(Technology.NTAG215, CardUid.parse("04A1B2C3D4E5F6")));
                    assertThat(said.readLine()).isEqualTo("tap 04A1B2C3D4E5F6 NTAG215");
                    service.removeCard(READER);
                    assertThat(said.readLine()).isEqualTo("gone " + READER);
                    orders.write('?');
                    orders.flush();
                    assertThat(said.readLine()).isEqualTo("SunPCSC");
                }
                assertThat(said.readLine()).isEqualTo("contexts 0");
            } finally {
                process.destroy();
            }
        }
    }
}
