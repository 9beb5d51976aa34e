package guichet.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import guichet.server.access.Location;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
    private static final Location HALL = location("Cairo Nights", "Hall");
    private static final Location ANNEX = location("Cairo Nights", "Annex");
    private static final Location OTHER_HALL = location("Delta", "Hall");

    private static Location location(String licencee, String name) {
        return new Location(UUID.randomUUID(), licencee, UUID.randomUUID(), name, ZoneId.of("Africa/Cairo"), 8, "EGP");
    }

    @Test
    void aCodeIsForTheOneLocationThatIsNamed() {
        assertThat(ServerCommand.named(List.of(HALL, ANNEX), "Hall")).isEqualTo(HALL);
        assertThat(ServerCommand.named(List.of(HALL, ANNEX, OTHER_HALL), "Delta/Hall")).isEqualTo(OTHER_HALL);
    }

    @Test
    void whoNamesNoneOrSeveralIsToldWhichThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerCommand.named(List.of(HALL, ANNEX, OTHER_HALL), "Hall"))
                .withMessageContainingAll("several", "Cairo Nights/Hall", "Delta/Hall");
        assertThatIllegalArgumentException().isThrownBy(() -> ServerCommand.named(List.of(HALL), "Cellar"))
                .withMessageContainingAll("no location Cellar", "Cairo Nights/Hall");
    }
}
