package guichet.sync.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeskClockTest {
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

    private Instant wall = TEN;
    private long nanos = 77;
    private final DeskClock clock = new DeskClock(() -> wall, () -> nanos, new UUID(1, 1));

    private void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }

    @Test
    void aSlowWallClockJudgesByTheServersTimeAndWhatHasPassedSince() {
        clock.heard(TEN.plusSeconds(3600));
        assertThat(clock.judging()).isEqualTo(TEN.plusSeconds(3600));
        pass(Duration.ofMinutes(5));
        assertThat(clock.judging()).isEqualTo(TEN.plusSeconds(3900));
        assertThat(clock.instant()).as("what an entry says of the wall stays what it says").isEqualTo(TEN.plusSeconds(300));
        assertThat(clock.times().server()).isEqualTo(TEN.plusSeconds(3600));
    }

    @Test
    void aWallClockThatIsSetBackDoesNotTurnTimeBack() {
        clock.heard(TEN);
        pass(Duration.ofMinutes(5));
        wall = TEN.minusSeconds(86_400);
        assertThat(clock.judging()).isEqualTo(TEN.plusSeconds(300));
    }

    @Test
    void anEarlierTimeOfTheServerIsNotKept() {
        clock.heard(TEN.plusSeconds(60));
        pass(Duration.ofSeconds(10));
        clock.heard(TEN.plusSeconds(30));
        assertThat(clock.judging()).isEqualTo(TEN.plusSeconds(70));
    }

    @Test
    void aWallClockAheadAndADeskThatHeardNothingGoByTheWall() {
        assertThat(clock.judging()).isEqualTo(TEN);
        clock.heard(TEN.minusSeconds(5));
        assertThat(clock.judging()).isEqualTo(TEN);
    }
}
