package guichet.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WedgeDetectorTest {
    private final WedgeDetector wedge = new WedgeDetector();
    private long millis = 1_000;

    private void burst(String text, int gap) {
        for (int i = 0; i < text.length(); i++) {
            wedge.character(text.charAt(i), millis * 1_000_000);
            millis += gap;
        }
    }

    private Optional<String> enter() {
        return wedge.enter(millis * 1_000_000);
    }

    @Test
    void aBurstWithEnterIsAScan() {
        burst("04A1B2C3D4E5F6", 8);
        assertThat(enter()).contains("04A1B2C3D4E5F6");
    }

    @Test
    void fingersAreNoScan() {
        burst("600555666", 60);
        assertThat(enter()).isEmpty();
    }

    @Test
    void aShortBurstIsNoScan() {
        burst("20.00", 5);
        assertThat(enter()).isEmpty();
    }

    @Test
    void whatWasTypedBeforeTheBurstIsNotPartOfIt() {
        burst("mar", 70);
        millis += 500;
        burst("TICKET-0001", 10);
        assertThat(enter()).contains("TICKET-0001");
    }

    @Test
    void enterLongAfterABurstIsAnEnter() {
        burst("04A1B2C3D4E5F6", 8);
        millis += 400;
        assertThat(enter()).isEmpty();
        assertThat(wedge.pending()).isEmpty();
    }
}
