package guichet.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    @TempDir
    Path directory;

    @Test
    void aSecondStartRingsAtTheFirstAndEnds() throws IOException, InterruptedException {
        CountDownLatch raised = new CountDownLatch(1);
        try (SingleInstance first = SingleInstance.claim(directory, raised::countDown).orElseThrow()) {
            Optional<SingleInstance> second = SingleInstance.claim(directory, () -> {
            });
            assertThat(second).isEmpty();
            assertThat(raised.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(first).isNotNull();
        }
    }

    @Test
    void afterTheFirstHasEndedAnotherMayStart() throws IOException {
        SingleInstance.claim(directory, () -> {
        }).orElseThrow().close();
        try (SingleInstance second = SingleInstance.claim(directory, () -> {
        }).orElseThrow()) {
            assertThat(second).isNotNull();
        }
    }
}
